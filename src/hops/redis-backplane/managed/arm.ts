import type { Hop } from '../../../path/hop';
import type { ArmShape } from '../../../terraform/arm-shape';
import { inArmWords, rewordedBy, wordsOf } from '../../../terraform/arm-words';
import { isExpression, type Block } from '../../../terraform/attributes';

// The names and the defaults: https://learn.microsoft.com/azure/templates/microsoft.cache/2025-07-01/redisenterprise, and what
// the provider does with them in v4.55.0:
// https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/managedredis/managed_redis_resource.go

/**
 * `Microsoft.Cache/redisEnterprise`, as far as it is read here. `databases` stand in it where `az redisenterprise show` prints
 * it; what matters of them there is whether there are any.
 */
export const redisShape: ArmShape = {
  name: 'name',
  id: 'id',
  tags: 'tags',
  sku_name: 'sku.name',
  public_network_access: { noDefault: 'publicNetworkAccess' },
  default_database: { blocks: 'databases', shape: {} },
};

/** `Microsoft.Cache/redisEnterprise/databases`. */
export const databaseShape: ArmShape = {
  name: 'name',
  id: 'id',
  access_keys_authentication_enabled: { noDefault: 'accessKeysAuthentication' },
  client_protocol: 'clientProtocol',
  clustering_policy: 'clusteringPolicy',
  eviction_policy: 'evictionPolicy',
};

/** `Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments`. */
export const assignmentShape: ArmShape = { name: 'name', id: 'id', access_policy_name: 'accessPolicyName' };

/** Azure Cache for Redis Enterprise has the same type and is another product, which the provider has another resource for. */
export const isManagedRedis = ({ sku_name: sku }: Block): boolean => isExpression(sku) || !/^Enterprise/i.test(String(sku));

/** The databases that `show` prints are resources of their own here, so that only their lack is said. */
export function redisAsProvider({ default_database: databases, ...redis }: Block): Block {
  return Array.isArray(databases) && databases.length === 0 ? { ...redis, default_database: [] } : redis;
}

/** The provider has a switch where the API has two words. */
export function databaseAsProvider(database: Block): Block {
  const keys = database['access_keys_authentication_enabled'];
  const isOn = keys === 'Enabled' ? true : keys === 'Disabled' ? false : keys;
  return { ...database, access_keys_authentication_enabled: isOn };
}

const reworded = rewordedBy(new Map(wordsOf(redisShape, databaseShape)));

/** The instance in the words of who wrote it for Azure's own API, where its database is a resource beside it. */
export const redisInArmWords = (hop: Hop): Hop =>
  inArmWords(hop, (text) => reworded(text).replaceAll('databases.', 'databases '));
