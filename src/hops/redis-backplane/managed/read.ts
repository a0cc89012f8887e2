import type { Hop, Remark } from '../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../path/setting';
import { blocksIn, booleanIn, isExpression, LATER, textIn, type Block } from '../../../terraform/attributes';
import { pointsTo } from '../../../terraform/references';
import type { TerraformResource } from '../../../terraform/resource';
import { suppressionsIn } from '../../../terraform/suppressions';
import { about, managedObject } from '../about';
import { redisFacts as facts } from '../facts';
import { backplaneHop, evicts, rateSetting } from '../hop';
import { isNamedForALog, RATE_TAG } from '../names';
import { redisInArmWords } from './arm';
import * as remarks from './remarks';

const EVICTION = about.managed.eviction;

/** What says that it holds a log of events, in words; undefined for a cache. */
export function managedEvidence({ attributes }: TerraformResource): string | undefined {
  if (rateIn(attributes) !== undefined) return `its tag ${RATE_TAG}`;
  return isNamedForALog(attributes['name']) ? 'its name' : undefined;
}

/** What an `azurerm_managed_redis` is as the log of a stream, with what lets servers in. */
export function readManagedRedis(redis: TerraformResource, resources: readonly TerraformResource[]): Hop {
  const { attributes } = redis;
  const made = madeBeside('azurerm_redis_enterprise_database', 'cluster_id', redis, resources);
  const database = made[0]?.attributes ?? databaseOf(redis);
  const name = attributes['name'];
  const object = managedObject(typeof name === 'string' && !isExpression(name) ? name : redis.name);
  const policy = evictionOf(database);
  const found = [
    ...(database === 'none' ? [remarks.noDatabase] : []),
    ...(policy.unknownName === undefined ? [] : [remarks.unknownPolicy(policy.unknownName)]),
    ...(typeof database === 'object' ? ofDatabase(database, redis, resources) : []),
    ...(isAt(attributes, 'public_network_access', 'Enabled', facts.publicAccess.default)
      ? [remarks.openToInternet(attributes['public_network_access'] !== undefined)]
      : []),
  ];
  const hop = {
    ...backplaneHop(object, [policy.setting, rateSetting('managed', rateIn(attributes))], found),
    suppressed: suppressionsIn(attributes),
    sources: [redis, ...made, ...assignmentsOf(redis, resources)],
  };
  return redis.kind === undefined ? hop : redisInArmWords(hop);
}

type Database = Block | 'none' | typeof LATER;

/** LATER where an expression makes it, or where it is a resource of its own that is not in the input. */
function databaseOf({ attributes, kind }: TerraformResource): Database {
  if (kind !== undefined && attributes['default_database'] === undefined) return LATER;
  const blocks = blocksIn(attributes, 'default_database');
  return blocks === LATER ? LATER : (blocks[0] ?? 'none');
}

/** Resources that refer to the instance; its database is one in ARM JSON only. */
const madeBeside = (type: string, key: string, redis: TerraformResource, resources: readonly TerraformResource[]) =>
  resources.filter((one) => one.type === type && pointsTo(one.attributes[key], one, redis));

const assignmentsOf = (redis: TerraformResource, resources: readonly TerraformResource[]) =>
  madeBeside('azurerm_managed_redis_access_policy_assignment', 'managed_redis_id', redis, resources);

function evictionOf(database: Database): { readonly setting: Setting; readonly unknownName?: string } {
  if (typeof database !== 'object')
    return { setting: unknown('log-eviction', 'there is no database that can be read', EVICTION) };
  const policy = textIn(database, 'eviction_policy');
  if (policy === LATER) return { setting: unknown('log-eviction', 'it is an expression', EVICTION) };
  if (policy === undefined) return { setting: byDefault('log-eviction', 'keys-that-expire', EVICTION) };
  const value = evicts(policy);
  return value === undefined
    ? { setting: unknown('log-eviction', `${policy} is no policy`, EVICTION), unknownName: policy }
    : { setting: set('log-eviction', value, EVICTION) };
}

function ofDatabase(database: Block, redis: TerraformResource, resources: readonly TerraformResource[]): Remark[] {
  return [
    ...(isAt(database, 'client_protocol', 'Plaintext', facts.protocol.default) ? [remarks.plaintext] : []),
    ...(isAt(database, 'clustering_policy', 'OSSCluster', facts.clustering.default)
      ? [remarks.clusterClients(database['clustering_policy'] !== undefined)]
      : []),
    ...accessRemarks(database, redis, resources),
  ];
}

const isAt = (block: Block, key: string, value: string, byItself: string): boolean => (textIn(block, key) ?? byItself) === value;

function accessRemarks(database: Block, redis: TerraformResource, resources: readonly TerraformResource[]): Remark[] {
  const keys = booleanIn(database, 'access_keys_authentication_enabled') ?? facts.accessKeys.default;
  const templates = assignmentTemplates(redis, resources);
  const assignments = assignmentsOf(redis, resources);
  const isArm = redis.kind !== undefined;
  const wrong = [
    ...templates.flatMap((text) => otherPolicy(/"?accessPolicyName"?\s*[:=]\s*"([^"]*)"/.exec(text)?.[1])),
    ...assignments.flatMap(({ name, attributes }) =>
      otherPolicy(attributes['access_policy_name'], `accessPolicyAssignments/${name} accessPolicyName`),
    ),
  ];
  if (keys === true) return [...wrong, isArm ? remarks.keysOn : remarks.keysInState];
  const isAssigned = assignments.length > 0 || templates.length > 0;
  return [...wrong, ...(keys === LATER || isAssigned ? [] : [remarks.nobodyLetIn(isArm)])];
}

function otherPolicy(name: unknown, key?: string): Remark[] {
  const isOther = typeof name === 'string' && name !== facts.assignment.fixed && !isExpression(name);
  return isOther ? [{ ...remarks.otherPolicy(name), key }] : [];
}

/** ARM templates that let somebody in, as azurerm has no resource for it before 4.60. */
function assignmentTemplates(redis: TerraformResource, resources: readonly TerraformResource[]): string[] {
  const { name } = redis.attributes;
  return resources.flatMap((one) => {
    const text = one.attributes['template_content'];
    if (typeof text !== 'string' || !/redisEnterprise\/databases\/accessPolicyAssignments/i.test(text)) return [];
    const isOurs = pointsTo(text, one, redis) || (typeof name === 'string' && text.includes(`${name}/default/`));
    return isOurs ? [text] : [];
  });
}

function rateIn({ tags }: Block): unknown {
  return typeof tags === 'object' && tags !== null ? (tags as Readonly<Record<string, unknown>>)[RATE_TAG] : undefined;
}
