import type { Remark } from '../../../path/hop';
import { rejected } from '../../../path/remark';
import { redisFacts as facts } from '../facts';

export const noDatabase: Remark = rejected(
  'default_database is missing',
  'without it the instance has no database to hold a log',
  'add default_database with eviction_policy = "NoEviction" and clustering_policy = "EnterpriseCluster"',
  facts.database,
  'default_database',
);

export const unknownPolicy = (policy: string): Remark =>
  rejected(
    `default_database.eviction_policy is ${policy}`,
    'Azure knows no such policy',
    'set it to "NoEviction"',
    facts.managedEviction,
    'default_database.eviction_policy',
  );

export const plaintext: Remark = {
  rule: 'secure-transport',
  found: 'default_database.client_protocol is Plaintext',
  need: 'the events and what signs the servers in would go to Redis in plain text',
  fix: 'set it to "Encrypted", and rediss:// in the URL that the servers take',
  fact: facts.protocol,
  key: 'default_database.client_protocol',
};

/** As found, whether it is written or holds by itself. */
const foundAs = (key: string, value: string, isWritten: boolean): string =>
  isWritten ? `${key} is ${value}` : `${key} is not set, and ${value} by default`;

/** A client may speak Redis Cluster or not; the input cannot tell. */
export const clusterClients = (isWritten: boolean): Remark => ({
  rule: 'event-log-kept',
  found: foundAs('default_database.clustering_policy', facts.clustering.default, isWritten),
  need: 'a client that does not speak Redis Cluster is sent from shard to shard and fails; one log is one key on one shard in any case',
  fix: 'set it to "EnterpriseCluster", which makes the database anew and empty, or see that the client of the servers speaks Redis Cluster',
  fact: facts.clustering,
  key: 'default_database.clustering_policy',
  level: 'unknown',
});

export const nobodyLetIn = (isArm: boolean): Remark => ({
  rule: 'event-log-kept',
  found: 'access keys are off, and no access policy assignment is in the input',
  need: 'without either Azure refuses every server',
  fix: `give the identity of the pods an access policy assignment, by ${isArm ? 'Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments' : 'azurerm_managed_redis_access_policy_assignment from azurerm 4.60 or an ARM template before it'}`,
  fact: facts.access,
  key: 'default_database.access_keys_authentication_enabled',
  level: 'unknown',
});

export const otherPolicy = (name: string): Remark =>
  rejected(
    `the access policy assignment is of policy ${name}`,
    `Azure Managed Redis has no policy but ${facts.assignment.fixed}`,
    `write accessPolicyName as "${facts.assignment.fixed}"`,
    facts.assignment,
  );

export const keysInState: Remark = {
  rule: 'event-log-kept',
  found: 'default_database.access_keys_authentication_enabled is true',
  need: "the keys stand in Terraform's state, and whoever has one may read and change the log",
  fix: 'let the servers sign in by identity, or guard the state as you guard a password',
  fact: facts.accessKeys,
  key: 'default_database.access_keys_authentication_enabled',
  level: 'note',
};

/** The same for Azure's own API, which has no state. */
export const keysOn: Remark = {
  ...keysInState,
  found: 'default_database.access_keys_authentication_enabled is Enabled',
  need: 'whoever may list the keys of the database, or has one, may read and change the log',
  fix: 'let the servers sign in by identity, and set it to "Disabled"',
  fact: facts.accessKeysApi,
};

export const openToInternet = (isWritten: boolean): Remark => ({
  rule: 'event-log-kept',
  found: foundAs('public_network_access', facts.publicAccess.default, isWritten),
  need: 'the pods alone need to reach the log',
  fix: 'set it to "Disabled", with a private endpoint in the network of the pods',
  fact: facts.publicAccess,
  key: 'public_network_access',
  level: 'note',
});
