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
  readonly spec?: object;
  readonly annotations?: Record<string, string>;
  readonly times?: number;
  readonly props?: Partial<StreamReadyRedisProps>;
}

/** A StatefulSet of somebody else, after the mixin. */
function applied({ container = {}, spec = {}, annotations = {}, times = 1, props = {} }: Found = {}) {
  const scope = chart();
  const containers = [{ name: 'redis', image: 'redis:7', resources: { limits }, ...container }, { name: 'metrics' }];
  const object = new ApiObject(scope, 'redis', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'prices-redis', annotations },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } }, ...spec },
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
    ['a configuration file', { container: { args: ['/etc/redis.conf'] } }, 'a file, a script or an image of another maker'],
    [
      'a shell',
      { container: { command: ['sh', '-c', 'exec redis-server'] } },
      'say --maxmemory 192mb and --maxmemory-policy noeviction there',
    ],
    [
      'a shell with arguments',
      { container: { command: ['sh', '-c', 'redis-server "$@"'], args: ['redis-server'] } },
      'a file, a script',
    ],
    ['options that are one word', { container: { args: ['--maxmemory 64mb'] } }, 'a file, a script'],
    ['an image of another maker', { container: { image: 'bitnami/redis:7' } }, 'a file, a script or an image of another maker'],
    ['arguments that are no list', { container: { args: '--port 7000' } }, 'a file, a script'],
    ['arguments that are no texts', { container: { args: ['--port', 7000] } }, 'a file, a script'],
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

  test('a rate of nothing', () => {
    expect(failure(applied({ props: { eventsPerSecond: 0 } }).scope)).toContain('eventsPerSecond is 0');
  });
});

test.each([
  ['a script that says all', { container: { command: ['sh', '-c', `exec redis-server ${OURS.join(' ')}`] } }],
  ['a bound without a memory limit', { container: { resources: {}, args: ['--maxmemory', '64mb'] } }],
  [
    'a file, with a reason',
    { container: { args: ['/etc/redis.conf'] }, annotations: { 'sse-ready.dev/ignore-event-log-kept': 'the file says so' } },
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
