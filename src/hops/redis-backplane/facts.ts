import { facts } from '../../path/fact';

const PROVIDER =
  'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/managed_redis.html.markdown';
const EVICTION = 'https://redis.io/docs/latest/develop/reference/eviction/';
const LEARN = 'https://learn.microsoft.com/azure/redis';
const checked = '2026-11-21';

/** Redis as the log that every pod of a stream reads: Azure Managed Redis as azurerm 4.55.0 writes it, or one in the cluster. */
export const redisFacts = facts({
  eviction: {
    says: 'Past maxmemory, policies that begin with allkeys evict any key and those that begin with volatile evict keys that have an expiry; noeviction refuses writes instead.',
    default: 'noeviction',
    source: EVICTION,
    checked,
    known: 'documented',
  },
  maxMemory: {
    says: 'Without maxmemory Redis takes whatever it needs, until the container is killed for it.',
    source: EVICTION,
    checked,
    known: 'documented',
  },
  managedEviction: {
    says: 'A database evicts by VolatileLRU unless eviction_policy says otherwise; NoEviction evicts nothing.',
    default: 'VolatileLRU',
    source: PROVIDER,
    checked,
    known: 'documented',
  },
  database: {
    says: 'default_database is optional in azurerm 4.55.0, and without it the instance has no database to use; from 4.61 it is required.',
    source: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/CHANGELOG-v4.md',
    checked,
    known: 'documented',
  },
  protocol: {
    says: 'A database takes TLS alone unless client_protocol is Plaintext; both at port 10000.',
    default: 'Encrypted',
    source: `${LEARN}/tls-configuration`,
    checked,
    known: 'documented',
  },
  clustering: {
    says: 'Under OSSCluster a client must speak Redis Cluster; under EnterpriseCluster any client does, at one endpoint; NoCluster holds up to 25 GB.',
    default: 'OSSCluster',
    source: `${LEARN}/architecture`,
    checked,
    known: 'documented',
  },
  access: {
    says: 'Entra identities are the way in unless access keys are switched on: the user is the object id and the password a token, to be renewed before it expires, or the connection is dropped.',
    source: `${LEARN}/entra-for-authentication`,
    checked,
    known: 'documented',
  },
  assignment: {
    says: 'An access policy assignment lets an identity in; its policy can only be "default", and its name takes letters and digits.',
    fixed: 'default',
    source:
      'https://learn.microsoft.com/azure/templates/microsoft.cache/2025-04-01/redisenterprise/databases/accesspolicyassignments',
    checked,
    known: 'documented',
  },
  accessKeys: {
    says: 'Where access_keys_authentication_enabled is true, the provider exports the keys, so that they stand in its state.',
    default: false,
    source: PROVIDER,
    checked,
    known: 'documented',
  },
  publicAccess: {
    says: 'The instance takes connections from the internet unless public_network_access is Disabled.',
    default: 'Enabled',
    source: PROVIDER,
    checked,
    known: 'documented',
  },
  events: {
    says: 'How many events are published a second is said by nobody but the server; the reference server takes 10 at most, unless told.',
    default: 10,
    source: 'docs/decisions/0004-numbers-we-chose.md',
    checked,
    known: 'documented',
  },
  password: {
    says: 'Without requirepass whoever reaches the port may read and change everything.',
    source: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/',
    checked,
    known: 'documented',
  },
  persistence: {
    says: 'Without RDB and AOF a restart loses all keys.',
    source: 'https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/',
    checked,
    known: 'documented',
  },
  atMostOne: {
    says: 'A StatefulSet runs at most one pod of each name; a Deployment may run two at once while it replaces one.',
    source: 'https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/#statefulset-considerations',
    checked,
    known: 'documented',
  },
  user: {
    says: 'The official image has the user redis with id 999.',
    fixed: 999,
    source: 'https://github.com/redis/docker-library-redis',
    checked,
    known: 'documented',
  },
});
