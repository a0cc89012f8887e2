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
  const database = databaseOf(attributes);
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
  const hop = backplaneHop(object, [policy.setting, rateSetting('managed', rateIn(attributes))], found);
  return { ...hop, suppressed: suppressionsIn(attributes) };
}

type Database = Block | 'none' | typeof LATER;

/** LATER where an expression makes it. */
function databaseOf(attributes: Block): Database {
  const blocks = blocksIn(attributes, 'default_database');
  return blocks === LATER ? LATER : (blocks[0] ?? 'none');
}

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
  const policies = templates.flatMap((text) => /"?accessPolicyName"?\s*[:=]\s*"([^"]*)"/.exec(text)?.[1] ?? []);
  const wrong = policies.filter((name) => name !== facts.assignment.fixed && !isExpression(name)).map(remarks.otherPolicy);
  if (keys === true) return [...wrong, remarks.keysInState];
  const isAssigned = resources.some(
    (one) =>
      one.type === 'azurerm_managed_redis_access_policy_assignment' && pointsTo(one.attributes['managed_redis_id'], one, redis),
  );
  return [...wrong, ...(keys === LATER || isAssigned || templates.length > 0 ? [] : [remarks.nobodyLetIn])];
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
