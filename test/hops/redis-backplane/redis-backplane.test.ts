import { Token } from 'cdktf';
import { StreamLoadBalancer, StreamRedis } from '../../../src/cdk8s';
import { StreamManagedRedis, type StreamManagedRedisProps } from '../../../src/cdktf';
import { planBackplane } from '../../../src/hops/redis-backplane/hop';
import { lint } from '../../../src/lint/lint';
import { findPaths } from '../../../src/load/paths';
import { choose } from '../../../src/plan/choose';
import { byNobody } from '../../support/policies';
import { workload } from '../../support/samples/pods';
import { managedRedis, redisInCluster } from '../../support/samples/redis-backplane';
import { chart, stack, written } from '../../support/synth';

const managed = (more: Partial<StreamManagedRedisProps> = {}) => {
  const scope = stack();
  return { scope, construct: new StreamManagedRedis(scope, 'made', { ...managedRedis, policy: byNobody, ...more }) };
};

const told = async (name: string, text: string) => {
  const { findings, paths } = await lint([{ name, text }]);
  return {
    hops: paths.flatMap(({ hops }) => hops),
    found: findings.map(({ level, rule, message }) => `${level} ${rule}: ${message}`),
  };
};

describe('Azure Managed Redis, made here', () => {
  test('evicts nothing, is reached by TLS and by any client, and lets the pods in without a key', () => {
    const { resources } = written(managed().scope);
    const ofType = (type: string) => resources.find((one) => one.type === type)?.attributes ?? {};
    expect(ofType('azurerm_managed_redis')['default_database']).toEqual({
      eviction_policy: 'NoEviction',
      client_protocol: 'Encrypted',
      clustering_policy: 'EnterpriseCluster',
      access_keys_authentication_enabled: false,
    });
    const template = JSON.parse(String(ofType('azurerm_resource_group_template_deployment')['template_content'])) as object;
    expect(template).toMatchObject({
      resources: [{ name: expect.stringMatching(/^\$\{azurerm_managed_redis\..*\}\/default\/streams$/) as string }],
    });
    expect(JSON.stringify(resources)).not.toMatch(/primary_access_key/);
  });

  test('has a log of the length that the policy asks for, and is what is planned', () => {
    const { construct } = managed({ eventsPerSecond: 25 });
    expect(construct.logLength).toBe(90_126);
    const { settings } = planBackplane({ object: '', kind: 'managed', eventsPerSecond: 25 });
    expect(construct.hop.settings).toEqual(settings);
    expect(construct.findings().map(({ message }) => message)).toContainEqual(
      expect.stringContaining('which is what affinity none stands on, where it keeps 90126 events'),
    );
    expect(managed({ policy: byNobody.with({ maxAge: { limit: 'disabled' } }) }).construct.logLength).toBe('unbounded');
  });

  test.each<[string, object, string]>([
    ['a rate of nothing', { eventsPerSecond: 0 }, 'eventsPerSecond is 0'],
    ['a rate without end', { eventsPerSecond: Infinity }, 'eventsPerSecond is Infinity'],
    ['a rate known at deployment only', { eventsPerSecond: Token.asNumber('${var.rate}') }, 'eventsPerSecond is a token'],
    ['a key that it owns', { database: { evictionPolicy: 'VolatileLRU' } }, 'evictionPolicy is set to "VolatileLRU"'],
  ])('refuses %s', (_, more, message) => {
    expect(() => written(managed(more).scope)).toThrow(message);
  });

  test('says who may get in before anything is made', () => {
    expect(() => managed({ access: 'key' as 'keys' })).toThrow('access is "key"; it takes an object with cluster');
  });
});

describe('others’ Terraform', () => {
  const redis = (body: string, name = 'sse-log') =>
    `resource "azurerm_managed_redis" "r" {\n  name = "${name}"\n  sku_name = "Balanced_B1"\n  ${body}\n}\n`;
  const database = (body: string) => redis(`public_network_access = "Disabled"\n  default_database {\n    ${body}\n  }`);
  const RIGHT = 'eviction_policy = "NoEviction"\n    clustering_policy = "EnterpriseCluster"';
  const KEYS = `${RIGHT}\n    access_keys_authentication_enabled = true`;

  test.each([
    ['no database', redis(''), 'error value-rejected-by-target: default_database is missing'],
    ['the eviction that Azure has by default', database(''), 'warning event-log-kept: eviction policy \\(default\\)'],
    [
      'eviction of keys that expire',
      database('eviction_policy = "VolatileLRU"'),
      'warning event-log-kept: eviction policy \\(set\\)',
    ],
    ['eviction of any key', database('eviction_policy = "AllKeysLRU"'), 'error event-log-kept: .* all of it goes at once'],
    ['a policy that is none', database('eviction_policy = "LRU"'), 'error value-rejected-by-target: .*eviction_policy is LRU'],
    ['plain text', database(`${RIGHT}\n    client_protocol = "Plaintext"`), 'error secure-transport: .*Plaintext'],
    ['a cluster', database('eviction_policy = "NoEviction"'), 'unknown event-log-kept: .*OSSCluster'],
    ['nobody who may get in', database(RIGHT), 'unknown event-log-kept: access keys are off'],
    ['keys in the state', database(KEYS), 'note event-log-kept: .*access_keys_authentication_enabled is true'],
    [
      'the internet',
      redis(`default_database {\n    ${KEYS}\n  }`),
      'note event-log-kept: public_network_access is not set, and Enabled by default',
    ],
  ])('tells of %s', async (_, text, expected) => {
    const { hops, found } = await told('main.tf', text);
    expect(hops).toContain('Azure Managed Redis sse-log');
    expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${expected}`)));
  });

  const assignment = `resource "azurerm_managed_redis_access_policy_assignment" "a" {\n  managed_redis_id = azurerm_managed_redis.r.id\n}\n`;
  const template = (policy: string) =>
    `resource "azurerm_resource_group_template_deployment" "a" {\n  template_content = jsonencode({ resources = [{ type = "Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments", name = "\${azurerm_managed_redis.r.name}/default/a", properties = { accessPolicyName = "${policy}" } }] })\n}\n`;

  test.each([
    ['an access policy assignment', assignment],
    ['a template that makes one', template('default')],
  ])('sees who may get in by %s', async (_, more) => {
    const { found } = await told('main.tf', database(RIGHT) + more);
    expect(found.filter((one) => /access keys are off|^(error|warning)/.test(one))).toEqual([]);
  });

  test('tells of an access policy that there is not', async () => {
    const { found } = await told('main.tf', database(RIGHT) + template('Data Owner'));
    expect(found).toContainEqual(expect.stringMatching(/^error value-rejected-by-target: .*Data Owner/));
  });

  test('says nothing of a cache', async () => {
    expect(await told('main.tf', redis('default_database {}', 'shop-cache'))).toEqual({ hops: [], found: [] });
  });

  test.each([
    ['a number', '25', /^note event-log-covers-max-age: .* 90126 events/],
    ['an expression', 'var.rate', /^unknown event-log-covers-max-age: .*it is an expression/],
  ])('takes a rate that is %s', async (_, rate, expected) => {
    const { found } = await told('main.tf', redis(`tags = { "sse-ready.events-per-second" = ${rate} }`));
    expect(found).toContainEqual(expect.stringMatching(expected));
  });

  test('takes the tag for a sign, whatever the name', async () => {
    const { hops } = await told('main.tf', redis('tags = { "sse-ready.events-per-second" = "many" }', 'shop'));
    expect(hops).toContain('Azure Managed Redis shop');
  });
});

describe('Redis in the cluster', () => {
  test('stands behind the pods that read it, on their path, and is found there', () => {
    const scope = chart();
    const redis = new StreamRedis(scope, 'redis', { ...redisInCluster, policy: byNobody });
    const pods = workload(scope, byNobody, { container: { env: redis.env } });
    new StreamLoadBalancer(scope, 'entry', { policy: byNobody, name: 'prices', pods });
    const paths = findPaths(written(scope), byNobody.paths);
    expect(paths.map(({ hops }) => hops.map(({ object }) => object))).toEqual([
      ['Service app/prices', 'Deployment app/prices', 'StatefulSet app/prices-redis'],
    ]);
    expect(paths[0]?.hops[2]?.settings).toEqual(redis.hop.settings);
  });

  test('refuses a memory that is none', () => {
    const scope = chart();
    new StreamRedis(scope, 'redis', { ...redisInCluster, policy: byNobody, memory: 0 });
    expect(scope.node.findChild('redis').node.validate().join()).toContain('memory is 0');
  });

  interface Changes {
    kind?: string;
    replicas?: number;
    image?: string;
    command?: string[];
    args?: string[];
    name?: string;
    rate?: string;
    container?: string;
    memory?: string;
    env?: object[];
  }
  const stateful = (changes: Changes) => {
    const { kind = 'StatefulSet', replicas = 1, name = 'prices-sse', image = 'redis:7', command, args = [], rate } = changes;
    const { container = 'redis', memory, env } = changes;
    const resources = { limits: { memory } };
    return JSON.stringify({
      apiVersion: 'apps/v1',
      kind,
      metadata: {
        name,
        namespace: 'app',
        ...(rate === undefined ? {} : { annotations: { 'sse-ready.dev/events-per-second': rate } }),
      },
      spec: {
        replicas,
        template: {
          metadata: { labels: { a: 'b' } },
          spec: { containers: [{ name: container, image, command, args, env, resources }] },
        },
      },
    });
  };

  test.each([
    ['several logs', { replicas: 3 }, 'error event-log-kept: replicas is 3'],
    ['several that may be one', { replicas: 3, args: ['/etc/redis.conf'] }, 'unknown event-log-kept: replicas is 3'],
    ['two at once', { kind: 'Deployment' }, 'error event-log-kept: it is a Deployment'],
    ['eviction', { args: ['--maxmemory-policy', 'allkeys-lru'] }, 'error event-log-kept: .* all of it goes at once'],
    ['plain text', {}, 'note secure-transport: its arguments have no --tls-port'],
    ['what a shell starts', { command: ['sh', '-c', 'exec redis-server --maxmemory 64mb'] }, 'warning .*no --requirepass'],
    ['an image of another maker', { image: 'bitnami/redis:7' }, 'unknown event-log-kept: .*do not show'],
    ['no password', {}, 'warning event-log-kept: its arguments have no --requirepass'],
    ['no bound', {}, 'warning event-log-kept: its arguments have no --maxmemory'],
    ['a configuration in a file', { args: ['/etc/redis.conf'] }, 'unknown event-log-kept: .*do not show the whole configuration'],
    ['a bound that is none', { args: ['--maxmemory', '0'] }, 'warning event-log-kept: .*--maxmemory is 0, which is no limit'],
    [
      'a bound above the limit',
      { args: ['--maxmemory', '2gb'], memory: '512Mi' },
      'warning event-log-kept: .*--maxmemory is 2gb, and the memory limit 512Mi',
    ],
    [
      'a bound above a limit of thousandths',
      { args: ['--maxmemory', '256mb'], memory: '268435456000m' },
      'warning event-log-kept: .*--maxmemory is 256mb, and the memory limit 268435456000m',
    ],
    [
      'what is said last',
      { args: ['--maxmemory-policy', 'noeviction', '--maxmemory-policy', 'allkeys-lru'] },
      'error event-log-kept: .* all of it goes at once',
    ],
    ['eviction in another case', { args: ['--MAXMEMORY-POLICY', 'AllKeys-LRU'] }, 'error event-log-kept: .* all of it goes'],
    ['eviction in one word', { args: ['--maxmemory-policy allkeys-lru'] }, 'error event-log-kept: .* all of it goes at once'],
    [
      'eviction behind a file',
      { args: ['/etc/redis.conf', '--maxmemory-policy', 'allkeys-lru'] },
      'error event-log-kept: .* all of it goes at once',
    ],
    [
      'eviction in a variable of the image',
      { image: 'redis/redis-stack-server', env: [{ name: 'REDIS_ARGS', value: '--maxmemory-policy allkeys-lru' }] },
      'error event-log-kept: .* all of it goes at once',
    ],
    ['no pods', { replicas: 0 }, 'error event-log-kept: replicas is 0; no pod runs, and so there is no log to resume from'],
    ['a rate that is none', { rate: 'many' }, 'unknown event-log-covers-max-age: .*many'],
  ])('tells of %s', async (_, changes, expected) => {
    const { found } = await told('all.yaml', stateful(changes));
    expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${expected}`)));
  });

  test.each<[string, Changes]>([
    ['another case', { args: ['--MAXMEMORY', '100mb', '--RequirePass', 'x'] }],
    ['one word', { args: ['--maxmemory 100mb', '--requirepass x'] }],
    ['a list of users', { args: ['--maxmemory', '100mb', '--aclfile', '/etc/users'] }],
    ['a file of any name', { command: ['redis-server', '/redis-master/redis-config'] }],
    ['empty lists', { command: [], args: ['--maxmemory', '100mb', '--requirepass', 'x'] }],
    [
      'a script of several lines',
      { command: ['sh', '-c', 'redis-server \\\n  --maxmemory 64mb \\\n  --requirepass "$PASSWORD"'], memory: '128Mi' },
    ],
  ])('misses nothing in %s', async (_, changes) => {
    const { found } = await told('all.yaml', stateful(changes));
    expect(found.filter((one) => /no --|--maxmemory is/.test(one)).filter((one) => !one.includes('--tls-port'))).toEqual([]);
  });

  test('names the container, and what to write', async () => {
    const args = ['--maxmemory-policy', 'allkeys-lru'];
    const text = stateful({ container: 'valkey', image: 'valkey/valkey:8', args });
    const { findings } = await lint([{ name: 'all.yaml', text }]);
    expect(findings.map(({ fix }) => fix)).toContain(
      'switch eviction off by --maxmemory-policy noeviction (spec.template.spec.containers[valkey].args)',
    );
  });

  test('takes a password that a shell gives', async () => {
    const command = ['sh', '-c', 'exec redis-server --requirepass "$REDIS_PASSWORD" --maxmemory 64mb'];
    const { found } = await told('all.yaml', stateful({ command }));
    expect(found.filter((one) => /requirepass|--maxmemory/.test(one))).toEqual([]);
  });

  test('says nothing of a cache', async () => {
    const { hops, found } = await told('all.yaml', stateful({ name: 'cache', args: ['--maxmemory-policy', 'allkeys-lru'] }));
    expect({ hops, found }).toEqual({ hops: [], found: [] });
  });
});

test('a plan with affinity none says on which log it stands, and how long that is', () => {
  const { works, findings } = choose(byNobody, ['http-route/istio/app-routing', 'service', 'workload', 'redis-backplane']);
  expect(works).toBe(true);
  expect(findings.map(({ message }) => message)).toContainEqual(expect.stringContaining('it keeps 36051 events'));
});

test('nothing stands behind a backplane', () => {
  expect(choose(byNobody, ['redis-backplane', 'workload']).problems).toEqual([expect.stringContaining('cannot stand behind')]);
});
