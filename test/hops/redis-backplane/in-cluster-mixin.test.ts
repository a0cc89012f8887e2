import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { StreamReadyRedis, StreamRedis, type StreamReadyRedisProps } from '../../../src/cdk8s';
import { limitInMebibytes, redisBytes } from '../../../src/hops/redis-backplane/in-cluster/memory';
import type { KubeObject } from '../../../src/kubernetes/object';
import { valueAt } from '../../../src/kubernetes/owned-key';
import { lint } from '../../../src/lint/lint';
import { chart, failure, policy, withoutAffinity, writtenOf } from '../../constructs/support';
import { redisInCluster } from '../../support/samples/redis-backplane';

const CONTAINER = ['spec', 'template', 'spec', 'containers', { named: 'redis' }];
const limits = { memory: '256Mi' };
const labels = { app: 'prices-redis' };

interface Found {
  readonly container?: object;
  /** Before and behind it, in the pod. */
  readonly pod?: { readonly containers?: readonly object[]; readonly initContainers?: readonly object[] };
  readonly spec?: object;
  readonly annotations?: Record<string, string>;
  readonly times?: number;
  readonly props?: Partial<StreamReadyRedisProps>;
}

/** A StatefulSet of somebody else, after the mixin. */
function applied({ container = {}, pod = {}, spec = {}, annotations = {}, times = 1, props = {} }: Found = {}) {
  const scope = chart();
  const containers = [{ name: 'redis', image: 'redis:7', resources: { limits }, ...container }, { name: 'metrics' }];
  const object = new ApiObject(scope, 'redis', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'prices-redis', annotations },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers, ...pod } }, ...spec },
  });
  const mixin = new StreamReadyRedis({ policy: policy(), ...props });
  for (let time = 0; time < times; time++) scope.with(mixin);
  return { scope, mixin, before: containers, json: object.toJson() as KubeObject };
}

const listsOf = (found: Found): object => {
  const { command, args } = valueAt(applied(found).json, CONTAINER) as { command?: unknown; args?: unknown };
  return { ...(command === undefined ? {} : { command }), args };
};

const OURS = ['--maxmemory', '192mb', '--maxmemory-policy', 'noeviction'];

test('writes the arguments that the construct writes, and the rate, and nothing else', () => {
  const { json, before, scope } = applied();
  expect(json.metadata.annotations).toEqual({ 'sse-ready.dev/events-per-second': '10' });
  expect(json['spec']).toEqual({
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ ...before[0], args: OURS }, before[1]] } },
  });
  expect(failure(scope)).toBe('');
  const made = chart();
  const { statefulSet } = new StreamRedis(made, 'redis', { ...redisInCluster, policy: policy() });
  const construct = statefulSet.toJson() as object;
  expect(valueAt(construct, [...CONTAINER, 'args'])).toEqual(expect.arrayContaining(OURS));
  made.with(new StreamReadyRedis({ policy: policy() }));
  expect(statefulSet.toJson()).toEqual(construct);
});

test.each<[string, object, object]>([
  [
    'after the words of the user',
    { args: ['--port', '7000', '--save', '900 1'] },
    { args: ['--port', '7000', '--save', '900 1', ...OURS] },
  ],
  [
    'after a command',
    { image: 'bitnami/redis:7', command: ['/usr/bin/redis-server', '--appendonly', 'yes'] },
    { command: ['/usr/bin/redis-server', '--appendonly', 'yes'], args: OURS },
  ],
  ['for valkey', { image: 'valkey/valkey:8', args: ['valkey-server'] }, { args: ['valkey-server', ...OURS] }],
  [
    'where the options stand',
    { command: ['redis-server', '--maxmemory-policy', 'allkeys-lru'], args: ['--maxmemory', '1gb', '--port', '7000'] },
    { command: ['redis-server', '--maxmemory-policy', 'noeviction'], args: ['--maxmemory', '192mb', '--port', '7000'] },
  ],
  [
    'in place of what is known at deployment',
    { args: ['--maxmemory', '$(MEMORY)', '--maxmemory-policy', '$(POLICY)'] },
    { args: OURS },
  ],
  [
    'in place of no bound, and of no value',
    { args: ['--maxmemory', '0', '--maxmemory-policy', '--port', '7000'] },
    { args: ['--maxmemory', '192mb', '--maxmemory-policy', 'noeviction', '--port', '7000'] },
  ],
  [
    'at the very end',
    { args: ['--maxmemory-policy', 'noeviction', '--maxmemory'] },
    { args: ['--maxmemory-policy', 'noeviction', '--maxmemory', '192mb'] },
  ],
  [
    'not over a lower bound',
    { args: ['--maxmemory', '64MB'] },
    { args: ['--maxmemory', '64MB', '--maxmemory-policy', 'noeviction'] },
  ],
  [
    'not over a bound below the limit',
    { args: ['--maxmemory', '255mb', '--maxmemory-policy', 'noeviction'] },
    { args: ['--maxmemory', '255mb', '--maxmemory-policy', 'noeviction'] },
  ],
  [
    'over a bound at the limit',
    { args: ['--maxmemory', '256mb', '--maxmemory-policy', 'noeviction'] },
    { args: ['--maxmemory', '192mb', '--maxmemory-policy', 'noeviction'] },
  ],
  [
    'whatever the case',
    { args: ['--MAXMEMORY', '100mb', '--MaxMemory-Policy', 'allkeys-lru'] },
    { args: ['--MAXMEMORY', '100mb', '--MaxMemory-Policy', 'noeviction'] },
  ],
  [
    'over what is said last',
    { args: ['--maxmemory', '64mb', '--maxmemory-policy', 'noeviction', '--maxmemory-policy', 'allkeys-lru'] },
    { args: ['--maxmemory', '64mb', '--maxmemory-policy', 'noeviction', '--maxmemory-policy', 'noeviction'] },
  ],
  [
    'not over what is overwritten behind it',
    { args: ['--maxmemory', '1gb', '--maxmemory', '64mb', '--maxmemory-policy', 'noeviction'] },
    { args: ['--maxmemory', '1gb', '--maxmemory', '64mb', '--maxmemory-policy', 'noeviction'] },
  ],
  [
    'among options that are one word with their value',
    { args: ['--maxmemory 1gb', '--maxmemory-policy "noeviction"'] },
    { args: ['--maxmemory 192mb', '--maxmemory-policy "noeviction"'] },
  ],
  [
    'behind a configuration file',
    { args: ['/etc/redis.conf', '--maxmemory', '100mb'] },
    { args: ['/etc/redis.conf', '--maxmemory', '100mb', '--maxmemory-policy', 'noeviction'] },
  ],
  [
    'behind a configuration file of any name',
    { command: ['redis-server', '/redis-master/redis-config'] },
    { command: ['redis-server', '/redis-master/redis-config'], args: OURS },
  ],
  [
    'behind a file that is included',
    { args: ['--maxmemory', '64mb', '--maxmemory-policy', 'noeviction', '--include', '/etc/more'] },
    { args: ['--maxmemory', '64mb', '--maxmemory-policy', 'noeviction', '--include', '/etc/more', ...OURS] },
  ],
  ['where lists are empty', { command: [], args: [] }, { command: [], args: OURS }],
  ['where a list is null', { command: null }, { args: OURS }],
])('writes %s', (_, container, expected) => {
  expect(listsOf({ container })).toEqual(expected);
  expect(listsOf({ container, times: 2 })).toEqual(expected);
});

test('is a log for every rule, read from what is written, by whomever', async () => {
  const { scope } = applied({ container: { args: ['--requirepass', '$(PASSWORD)', '--maxmemory-policy', 'allkeys-lru'] } });
  const { findings } = await lint([{ name: 'all.yaml', text: JSON.stringify(writtenOf(scope, 'StatefulSet')) }]);
  expect(findings.filter(({ rule, level }) => rule.startsWith('event-log') && level !== 'note')).toEqual([]);
});

describe('the length of the log', () => {
  test.each<[string, Found, string, number]>([
    ['is for the rate that is usual', {}, '10', 36_051],
    ['is for the rate of the props', { props: { eventsPerSecond: 25 } }, '25', 90_126],
    ['is for a higher one that is there', { annotations: { 'sse-ready.dev/events-per-second': '25' } }, '25', 90_126],
    ['is not for one that is no rate', { annotations: { 'sse-ready.dev/events-per-second': 'many' } }, '10', 36_051],
  ])('%s', (_, found, rate, length) => {
    const { json, mixin } = applied({ ...found, props: { policy: withoutAffinity, ...found.props } });
    expect(json.metadata.annotations?.['sse-ready.dev/events-per-second']).toBe(rate);
    expect(mixin.logLength).toBe(length);
  });

  test('is none where streams have no max age', () => {
    expect(new StreamReadyRedis({ policy: policy({ maxAge: { limit: 'disabled' } }) }).logLength).toBe('unbounded');
  });
});

describe('reports at synthesis, and leaves as it is,', () => {
  test.each<[string, Found, string]>([
    [
      'a shell',
      { container: { command: ['sh', '-c', 'exec redis-server'] } },
      'write command: ["redis-server"] and its options into args, or say --maxmemory 192mb and --maxmemory-policy noeviction there',
    ],
    [
      'a shell with a bound that is above the limit',
      { container: { command: ['sh', '-c', 'redis-server --maxmemory 2gb --maxmemory-policy noeviction'] } },
      'another program, such as a shell, starts the server, with --maxmemory 2gb;',
    ],
    [
      'a script that is not shown',
      { container: { command: ['/start.sh'] } },
      'the annotation sse-ready.dev/ignore-event-log-kept accepts this, and hides all else that event-log-kept finds there',
    ],
    [
      'a shell with arguments',
      { container: { command: ['sh', '-c', 'redis-server "$@"'], args: ['redis-server'] } },
      'another program, such as a shell, starts the server',
    ],
    [
      'several options that are one word',
      { container: { args: ['--maxmemory 64mb --maxmemory-policy noeviction'] } },
      'the argument "--maxmemory 64mb --maxmemory-policy noeviction" holds several options',
    ],
    [
      'a mirror of the official image',
      { container: { image: 'myregistry.azurecr.io/library/redis:7.4' } },
      'the image myregistry.azurecr.io/library/redis:7.4 says what the server is started with; the mixin writes among arguments that go to redis-server as they stand, and here it writes none.\n    Next: write command: ["redis-server"]',
    ],
    [
      'an image of Bitnami',
      { container: { image: 'bitnami/redis:7' } },
      'set its variable REDIS_EXTRA_FLAGS to "--maxmemory 192mb --maxmemory-policy noeviction"',
    ],
    [
      'an image with modules',
      { container: { image: 'redis/redis-stack-server:7.4.0-v1' } },
      'set its variable REDIS_ARGS to "--maxmemory 192mb --maxmemory-policy noeviction"',
    ],
    [
      'an image without a memory limit',
      { container: { image: 'bitnami/redis:7', resources: {} } },
      'set its variable REDIS_EXTRA_FLAGS to "--maxmemory-policy noeviction", with a --maxmemory below the memory limit',
    ],
    ['arguments that are no list', { container: { args: '--port 7000' } }, 'command and args are no lists of texts'],
    ['arguments that are no texts', { container: { args: ['--port', 7000] } }, 'command and args are no lists of texts'],
  ])('%s', (_, found, expected) => {
    const { scope, json, before } = applied({ ...found, times: 2 });
    expect(failure(scope).match(/event-log-kept: StatefulSet app\/prices-redis: /g)).toHaveLength(1);
    expect(failure(scope)).toContain(expected);
    expect(valueAt(json, ['spec', 'template', 'spec', 'containers'])).toEqual(before);
  });

  test.each<[string, object, string]>([
    ['without a memory limit', { resources: {} }, 'it has no memory limit, and no --maxmemory'],
    ['with a limit that is none', { resources: { limits: { memory: 'much' } } }, 'its memory limit is "much"'],
    ['with hardly any memory', { resources: { limits: { memory: '1Mi' } } }, 'its memory limit is "1Mi"'],
    [
      'with hardly any memory, and a bound above it',
      { resources: { limits: { memory: '4Mi' } }, args: ['--maxmemory', '64000k'] },
      'its memory limit is "4Mi", and --maxmemory is 64000k',
    ],
    ['without a bound', { resources: {}, args: ['--maxmemory', '0'] }, 'it has no memory limit, and --maxmemory is 0'],
  ])('what is %s', (_, container, expected) => {
    const { scope, json } = applied({ container });
    expect(failure(scope)).toContain(expected);
    expect(JSON.stringify(valueAt(json, [...CONTAINER, 'args']))).not.toContain('mb');
  });

  test('several pods, each a log of its own', () => {
    const { scope, json } = applied({ spec: { replicas: 3 } });
    expect(failure(scope)).toContain('event-log-kept: StatefulSet app/prices-redis: replicas is 3');
    expect(valueAt(json, ['spec', 'replicas'])).toBe(3);
  });

  test('what a script is seen to do', () => {
    const container = { command: ['sh', '-c', 'redis-server --maxmemory 100mb --maxmemory-policy allkeys-lru'] };
    expect(failure(applied({ container }).scope)).toContain(
      'another program, such as a shell, starts the server, with --maxmemory-policy allkeys-lru;',
    );
  });

  test.each([0, NaN, Infinity])('a rate of %s', (eventsPerSecond) => {
    expect(failure(applied({ props: { eventsPerSecond } }).scope)).toContain(`eventsPerSecond is ${eventsPerSecond};`);
  });
});

describe('among several containers', () => {
  const server = { name: 'redis', image: 'redis:7', resources: { limits } };
  const small = { image: 'redis:7', resources: { limits: { memory: '32Mi' } } };

  test.each<[string, object]>([
    ['Sentinel', { ...small, name: 'sentinel', command: ['redis-sentinel', '/etc/sentinel.conf'] }],
    ['a server as Sentinel', { ...small, name: 'sentinel', command: ['redis-server', '/etc/sentinel.conf', '--sentinel'] }],
    ['a script that calls a client', { ...small, name: 'backup', command: ['sh', '-c', 'redis-cli --rdb /backup/dump.rdb'] }],
    ['a client', { ...small, name: 'watch', args: ['redis-cli', 'monitor'] }],
  ])('finds the server behind %s', (_, sidecar) => {
    const { json, scope } = applied({ pod: { containers: [sidecar, server] } });
    expect(failure(scope)).toBe('');
    expect(valueAt(json, ['spec', 'template', 'spec', 'containers'])).toEqual([sidecar, { ...server, args: OURS }]);
  });

  test('takes a script that is not shown for the server rather than one that calls a client', () => {
    const backup = { ...small, name: 'backup', command: ['sh', '-c', 'redis-cli save'] };
    const { scope } = applied({ pod: { containers: [backup, { ...server, command: ['/start.sh'] }] } });
    expect(failure(scope)).toContain('--maxmemory 192mb');
  });

  test('says so where two may be it', () => {
    const containers = [server, { ...server, name: 'cache' }];
    const { json, scope } = applied({ pod: { containers } });
    expect(failure(scope)).toContain('several containers may run the server: redis, cache');
    expect(valueAt(json, ['spec', 'template', 'spec', 'containers'])).toEqual(containers);
  });

  test('leaves alone pods of Sentinel', () => {
    const containers = [{ ...small, name: 'sentinel', command: ['redis-sentinel', '/etc/sentinel.conf'] }];
    expect(applied({ pod: { containers } }).json.metadata.annotations ?? {}).toEqual({});
  });

  test('writes into a sidecar of initContainers', () => {
    const initContainers = [
      { ...small, name: 'setup' },
      { ...server, restartPolicy: 'Always' },
    ];
    const { json } = applied({ pod: { containers: [{ name: 'app' }], initContainers } });
    expect(valueAt(json, ['spec', 'template', 'spec', 'initContainers'])).toEqual([
      initContainers[0],
      { ...initContainers[1], args: OURS },
    ]);
  });
});

test.each([
  ['a script that says all', { container: { command: ['sh', '-c', `exec redis-server ${OURS.join(' ')}`] } }],
  ['a bound without a memory limit', { container: { resources: {}, args: ['--maxmemory', '64mb'] } }],
  [
    'a variable that says all',
    { container: { image: 'bitnami/redis:7', env: [{ name: 'REDIS_EXTRA_FLAGS', value: OURS.join(' ') }] } },
  ],
  [
    'a script that is not shown, with a reason',
    { container: { command: ['/start.sh'] }, annotations: { 'sse-ready.dev/ignore-event-log-kept': 'the script says so' } },
  ],
])('takes %s', (_, found) => {
  expect(failure(applied(found).scope)).toBe('');
});

test('leaves alone what runs no Redis, and what is no StatefulSet', () => {
  const { json, before } = applied({ container: { image: 'postgres:17' } });
  expect(json.metadata.annotations ?? {}).toEqual({});
  expect(valueAt(json, ['spec', 'template', 'spec', 'containers'])).toEqual(before);
  const scope = chart();
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'redis' }, spec: {} };
  new ApiObject(scope, 'made', deployment).with(new StreamReadyRedis({ policy: policy() }));
  expect(writtenOf(scope, 'Deployment')['spec']).toEqual({});
});

test('names a policy that is missing', () => {
  expect(() => new StreamReadyRedis({} as StreamReadyRedisProps)).toThrow('policy is missing; it takes a StreamPolicy');
  expect(() => new StreamReadyRedis(undefined as unknown as StreamReadyRedisProps)).toThrow('policy is missing');
});

describe('amounts of memory', () => {
  test('are read in the units of Kubernetes and of Redis', () => {
    expect(['256Mi', '0.5Gi', '1Ki', 1048576, '1048576e0', 'Mi', '1Gb', '256i'].map(limitInMebibytes)).toEqual([
      256,
      512,
      1 / 1024,
      1,
      1,
      undefined,
      undefined,
      undefined,
    ]);
    expect(limitInMebibytes('1048576k')).toBe(1000);
    expect(['268435456000m', '1mi'].map(limitInMebibytes)).toEqual([256, undefined]);
    expect(['1kb', '1K', '2gb', '100', '1tb', '-1', '$(MAX)'].map(redisBytes)).toEqual([
      1024,
      1000,
      2 ** 31,
      100,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('never give Redis more than the container has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 9, max: 1 << 20 }), fc.constantFrom('M', 'Mi', 'G', 'Gi'), (number, unit) => {
        const memory = `${number}${unit}`;
        const { args } = listsOf({ container: { resources: { limits: { memory } } } }) as { args: string[] };
        const most = limitInMebibytes(memory) ?? 0;
        expect(redisBytes(args[1])).toBeLessThanOrEqual(most * 1024 ** 2 * 0.75);
      }),
      { numRuns: 30 },
    );
  });
});
