import {
  ManagedRedis,
  type ManagedRedisConfig,
  type ManagedRedisDefaultDatabase,
} from '@cdktf/provider-azurerm/lib/managed-redis/index.js';
import { ResourceGroupTemplateDeployment } from '@cdktf/provider-azurerm/lib/resource-group-template-deployment/index.js';
import { TerraformResource, Testing, Token, type TerraformStack } from 'cdktf';
import { StreamReadyManagedRedis, type StreamReadyManagedRedisProps } from '../../../src/cdktf';
import { assignmentTemplate, databaseConfig } from '../../../src/hops/redis-backplane/managed/config';
import { lint } from '../../../src/lint/lint';
import { logLength } from '../../../src/policy/log-length';
import { expectOthersLeftAlone } from '../../support/left-alone';
import { byNobody } from '../../support/policies';
import { stack, written } from '../../support/synth';

const TAG = 'sse-ready.events-per-second';

/** An instance as a team may have it: a cache, mostly. */
function existing(defaultDatabase?: ManagedRedisDefaultDatabase, more: Partial<ManagedRedisConfig> = {}) {
  const scope = stack();
  const redis = new ManagedRedis(scope, 'shop', {
    name: 'shop',
    resourceGroupName: 'shop',
    location: 'westeurope',
    skuName: 'Balanced_B3',
    highAvailabilityEnabled: true,
    tags: { team: 'shop' },
    ...(defaultDatabase === undefined ? {} : { defaultDatabase }),
    ...more,
  });
  return { scope, redis };
}

const mixin = (more: Partial<StreamReadyManagedRedisProps> = {}) => new StreamReadyManagedRedis({ policy: byNobody, ...more });

const redisIn = (scope: TerraformStack) =>
  written(scope).resources.find(({ type }) => type === 'azurerm_managed_redis')?.attributes;

const databaseIn = (scope: TerraformStack) => redisIn(scope)?.['default_database'];

const ready = (more: Partial<StreamReadyManagedRedisProps> = {}, ...config: Parameters<typeof existing>): TerraformStack =>
  existing(...config).scope.with(mixin(more)) as TerraformStack;

const cache = {
  accessKeysAuthenticationEnabled: true,
  clusteringPolicy: 'OSSCluster',
  evictionPolicy: 'AllKeysLRU',
  persistenceAppendOnlyFileBackupFrequency: '1s',
  module: [{ name: 'RedisJSON' }],
};

test('makes a database keep the log in place, and keeps the rest with all that is stored', () => {
  const before = redisIn(existing(cache).scope);
  expect(redisIn(ready({ eventsPerSecond: 25 }, cache))).toEqual({
    ...before,
    tags: { team: 'shop', [TAG]: '25' },
    default_database: {
      ...(before?.['default_database'] as object),
      eviction_policy: 'NoEviction',
      client_protocol: 'Encrypted',
    },
  });
});

test('makes the database of an instance that has none, as the construct does', () => {
  const { evictionPolicy, clusteringPolicy, clientProtocol, accessKeysAuthenticationEnabled } = databaseConfig(false);
  expect(databaseIn(ready())).toEqual({
    eviction_policy: evictionPolicy,
    clustering_policy: clusteringPolicy,
    client_protocol: clientProtocol,
    access_keys_authentication_enabled: accessKeysAuthenticationEnabled,
  });
});

test.each([
  ['set to a cluster', { clusteringPolicy: 'OSSCluster' }, 'EnterpriseCluster'],
  ['a cluster by default', {}, 'EnterpriseCluster'],
  ['set to none', { clusteringPolicy: 'NoCluster' }, 'NoCluster'],
  ['right', { clusteringPolicy: 'EnterpriseCluster' }, 'EnterpriseCluster'],
])('replaces the database only where that is asked for and needed: clustering is %s', (_, database, replaced) => {
  expect(databaseIn(ready({ replaceDatabase: true }, database))).toMatchObject({ clustering_policy: replaced });
  const kept = databaseIn(ready({}, database)) as Record<string, unknown>;
  expect(kept['clustering_policy']).toBe((database as ManagedRedisDefaultDatabase).clusteringPolicy);
});

test('switches keys off where that is asked for, and never on', () => {
  const keysAfter = (more: Partial<StreamReadyManagedRedisProps>, database: ManagedRedisDefaultDatabase) =>
    (databaseIn(ready(more, database)) as Record<string, unknown>)['access_keys_authentication_enabled'];
  expect(keysAfter({ accessKeys: 'off' }, { accessKeysAuthenticationEnabled: true })).toBe(false);
  expect(keysAfter({}, { accessKeysAuthenticationEnabled: true })).toBe(true);
  expect(keysAfter({}, { accessKeysAuthenticationEnabled: false })).toBe(false);
  expect(keysAfter({}, {})).toBeUndefined();
});

test('tells how long the log must be', () => {
  expect(mixin({ eventsPerSecond: 25 }).logLength).toBe(90_126);
  expect(mixin().logLength).toBe(logLength(byNobody, 10));
  expect(mixin({ policy: byNobody.with({ maxAge: { limit: 'disabled' } }) }).logLength).toBe('unbounded');
});

test.each([
  ['none', undefined, '10'],
  ['a lower one', '5', '10'],
  ['the same', '10', '10'],
  ['no number', 'many', '10'],
])('writes the rate where the tag has %s', (_, rate, after) => {
  const tags = rate === undefined ? {} : { [TAG]: rate };
  expect(redisIn(ready({}, cache, { tags }))?.['tags']).toEqual({ [TAG]: after });
});

test('gives the same result twice, and tells a finding once', () => {
  const all = mixin({ replaceDatabase: true, accessKeys: 'off', eventsPerSecond: 25 });
  for (const database of [cache, undefined]) {
    const [once, twice] = [existing(database).scope, existing(database).scope];
    once.with(all);
    twice.with(all).with(all);
    expect(redisIn(twice)).toEqual(redisIn(once));
  }
  const { redis } = existing({ clientProtocol: 'Plaintext' });
  redis.with(all).with(all);
  expect(
    redis.node
      .validate()
      .join()
      .match(/client_protocol is Plaintext/g),
  ).toHaveLength(1);
});

const lintOf = async (scope: TerraformStack) => {
  const { findings } = await lint([{ name: 'cdk.tf.json', text: Testing.synth(scope, true) }], { policy: byNobody.toJSON() });
  return findings.map(({ level, rule, message }) => `${level} ${rule}: ${message}`);
};

test('what is written is clean by lint, where an assignment lets the servers in', async () => {
  const { scope, redis } = existing(cache);
  scope.with(mixin({ replaceDatabase: true, accessKeys: 'off' }));
  new ResourceGroupTemplateDeployment(scope, 'assignment', {
    name: 'access',
    resourceGroupName: 'shop',
    deploymentMode: 'Incremental',
    templateContent: assignmentTemplate(redis.name, '00000000-0000-0000-0000-000000000000'),
  });
  const told = await lintOf(scope);
  expect(told).toContainEqual(expect.stringMatching(/^note event-log-covers-max-age: .*it keeps 36051 events/));
  expect(told.filter((one) => /^(error|warning)|event-log-kept.*(access.keys|clustering)/.test(one))).toEqual([]);
});

test('what stays as it is stays told: the cluster, and keys', async () => {
  const told = await lintOf(ready({}, cache));
  expect(told).toContainEqual(expect.stringMatching(/^unknown event-log-kept: .*clustering_policy is OSSCluster/));
  expect(told).toContainEqual(expect.stringMatching(/^note event-log-kept: .*access_keys_authentication_enabled is true/));
  expect(told.filter((one) => /^(error|warning)/.test(one))).toEqual([]);
});

test('an access policy that there is not is told, from a neighbour', () => {
  const { scope, redis } = existing(cache);
  scope.with(mixin());
  new ResourceGroupTemplateDeployment(scope, 'assignment', {
    name: 'access',
    resourceGroupName: 'shop',
    deploymentMode: 'Incremental',
    templateContent: assignmentTemplate(redis.name, 'a').replace('"default"', '"Data Owner"'),
  });
  expect(() => redisIn(scope)).toThrow('the access policy assignment is of policy Data Owner');
});

test.each<[string, Partial<StreamReadyManagedRedisProps>, ManagedRedisDefaultDatabase, Partial<ManagedRedisConfig>, string]>([
  ['plain text', {}, { clientProtocol: 'Plaintext' }, {}, 'client_protocol is Plaintext'],
  [
    'a protocol known at deployment only',
    {},
    { clientProtocol: '${var.protocol}' },
    {},
    'default_database.client_protocol is a token',
  ],
  [
    'a clustering known at deployment only, to be replaced',
    { replaceDatabase: true },
    { clusteringPolicy: '${var.clustering}' },
    {},
    'default_database.clustering_policy is a token',
  ],
  ['a rate of nothing', { eventsPerSecond: 0 }, {}, {}, 'eventsPerSecond is 0'],
  ['a rate that is no number', { eventsPerSecond: NaN }, {}, {}, 'eventsPerSecond is NaN'],
  ['a rate without end', { eventsPerSecond: Infinity }, {}, {}, 'eventsPerSecond is Infinity'],
  ['a rate known at deployment only', { eventsPerSecond: Token.asNumber('${var.rate}') }, {}, {}, 'eventsPerSecond is a token'],
  [
    'a tag with a higher rate',
    { eventsPerSecond: 10 },
    {},
    { tags: { [TAG]: '25' } },
    `tags["${TAG}"] is 25, and eventsPerSecond 10; logLength is by eventsPerSecond`,
  ],
  ['tags known at deployment only', {}, {}, { tags: Token.asStringMap('${var.tags}') }, 'tags is a token'],
  ['a tag known at deployment only', {}, {}, { tags: { [TAG]: '${var.rate}' } }, `tags["${TAG}"] is a token`],
])('synthesis tells of %s', (_, more, database, config, message) => {
  expect(() => redisIn(ready(more, database, config))).toThrow(message);
});

test('leaves tags that only the deployment knows, and a database that an override makes', () => {
  const { scope, redis } = existing(undefined, { tags: Token.asStringMap('${var.tags}') });
  redis.addOverride('default_database', { clustering_policy: 'OSSCluster' });
  scope.with(mixin());
  const { resource } = JSON.parse(Testing.synth(scope)) as { resource: Record<string, { shop: object }> };
  expect(resource['azurerm_managed_redis']?.shop).toMatchObject({
    tags: '${var.tags}',
    default_database: { clustering_policy: 'OSSCluster', eviction_policy: 'NoEviction' },
  });
});

type Change = (redis: ManagedRedis) => unknown;

describe('what stands over the mixin is told', () => {
  const all = { eventsPerSecond: 25, accessKeys: 'off', replaceDatabase: true } as const;
  const overrides: readonly [string, Change, string][] = [
    [
      'keys',
      (redis) => redis.addOverride('default_database.access_keys_authentication_enabled', true),
      'default_database.access_keys_authentication_enabled will be true; the mixin wrote false',
    ],
    [
      'eviction',
      (redis) => redis.addOverride('default_database.eviction_policy', 'VolatileLRU'),
      'default_database.eviction_policy will be "VolatileLRU"; the mixin wrote "NoEviction"',
    ],
    [
      'clustering',
      (redis) => redis.addOverride('default_database.clustering_policy', 'OSSCluster'),
      'default_database.clustering_policy will be "OSSCluster"; the mixin wrote "EnterpriseCluster"',
    ],
    ['a higher rate', (redis) => redis.addOverride('tags', { [TAG]: '100' }), `tags["${TAG}"] is 100, and eventsPerSecond 25`],
    ['a lower rate', (redis) => redis.addOverride('tags', { [TAG]: '5' }), `tags["${TAG}"] will be "5"; the mixin wrote "25"`],
    ['a rate that is a token', (redis) => redis.addOverride('tags', { [TAG]: '${var.rate}' }), `tags["${TAG}"] is a token`],
    [
      'a database that is a token',
      (redis) => redis.addOverride('default_database', '${var.database}'),
      'default_database is a token',
    ],
  ];
  const later: typeof overrides = [
    ['another database', (redis) => redis.putDefaultDatabase({}), 'default_database.eviction_policy will be missing'],
    ['no database', (redis) => redis.resetDefaultDatabase(), 'default_database.eviction_policy will be missing'],
    ['other tags', (redis) => (redis.tags = { team: 'shop' }), `tags["${TAG}"] will be missing; the mixin wrote "25"`],
  ];

  test.each(overrides)('an override before it: %s', (_, change, message) => {
    const { scope, redis } = existing(cache);
    change(redis);
    scope.with(mixin(all));
    expect(() => redisIn(scope)).toThrow(message);
  });

  test.each([...overrides, ...later])('after it: %s', (_, change, message) => {
    const { scope, redis } = existing(cache);
    scope.with(mixin(all));
    change(redis);
    expect(() => redisIn(scope)).toThrow(message);
  });
});

test('leaves a tag that only the deployment knows', () => {
  const { resource } = JSON.parse(Testing.synth(ready({}, cache, { tags: { [TAG]: '${var.rate}' } }))) as {
    resource: Record<string, { shop: object }>;
  };
  expect(resource['azurerm_managed_redis']?.shop).toMatchObject({ tags: { [TAG]: '${var.rate}' } });
});

describe('keys that Terraform never updates', () => {
  const ignoring = (ignoreChanges: string[] | 'all') => redisIn(ready({}, cache, { lifecycle: { ignoreChanges } }));

  test.each<[string[] | 'all', string]>([
    ['all', 'lifecycle.ignore_changes is all; Terraform then writes default_database.eviction_policy'],
    [['tags', 'default_database'], 'has default_database; Terraform'],
    [['default_database[0].eviction_policy'], 'has default_database[0].eviction_policy; Terraform'],
    [[`tags["${TAG}"]`], `has tags["${TAG}"]; Terraform`],
  ])('are told: %s', (ignoreChanges, message) => {
    expect(() => ignoring(ignoreChanges)).toThrow(message);
  });

  test('are not told where the mixin does not write them', () => {
    expect(() => ignoring(['tags["team"]', 'default_database[0].module', 'sku_name'])).not.toThrow();
  });
});

test('refuses an instance that another class makes', () => {
  const scope = stack();
  class Raw extends TerraformResource {}
  new Raw(scope, 'raw', { terraformResourceType: 'azurerm_managed_redis' });
  expect(() => scope.with(mixin())).toThrow(/^stack\/raw: it is an azurerm_managed_redis without putDefaultDatabase, tags,/);
});

test.each([
  ['no policy', {}, 'policy is missing'],
  ['a text for a rate', { policy: byNobody, eventsPerSecond: '25' }, 'eventsPerSecond is "25"; it takes a number'],
  ['a text for a switch', { policy: byNobody, replaceDatabase: 'no' }, 'replaceDatabase is "no"; it takes true or false'],
  ['keys to be switched on', { policy: byNobody, accessKeys: 'on' }, 'accessKeys is "on"; it takes "off"'],
])('refuses %s', (_, props, message) => {
  expect(() => new StreamReadyManagedRedis(props as unknown as StreamReadyManagedRedisProps)).toThrow(
    new RegExp(`^StreamReadyManagedRedis: its props are not complete:\n.*${message}`),
  );
});

test('leaves other resources alone', () => {
  expectOthersLeftAlone(mixin);
});
