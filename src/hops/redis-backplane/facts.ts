import { facts } from '../../path/fact';

const PROVIDER =
  'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/managed_redis.html.markdown';
const REDIS_CONF = 'https://github.com/redis/redis/blob/7.4.0/redis.conf';
const SECURITY = 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/';
const IMAGE = 'https://github.com/redis/docker-library-redis/blob/e5650da99bb377b2ed4f9f1ef993ff24729b1c16/7.4/debian/Dockerfile';
const ENTRY_POINT =
  'https://github.com/redis/docker-library-redis/blob/e5650da99bb377b2ed4f9f1ef993ff24729b1c16/7.4/debian/docker-entrypoint.sh';
const SERVER_SOURCE = 'https://github.com/redis/redis/blob/7.4.0/src/server.c';
const LEARN = 'https://learn.microsoft.com/azure/redis';
const checked = '2026-11-21';

/** Redis as the log that every pod of a stream reads: Azure Managed Redis as azurerm 4.55.0 writes it, or one in the cluster. */
export const redisFacts = facts({
  eviction: {
    says: 'Past maxmemory, policies that begin with allkeys evict any key and those that begin with volatile evict keys that have an expiry; noeviction refuses writes instead.',
    default: 'noeviction',
    source: REDIS_CONF,
    checked,
    known: 'documented',
  },
  maxMemory: {
    says: 'Without maxmemory Redis has no limit of its own on 64-bit systems.',
    default: 'disabled',
    source: 'https://redis.io/docs/latest/develop/reference/eviction/',
    checked,
    known: 'documented',
  },
  units: {
    says: 'maxmemory takes bytes, or k, m and g for powers of 1000 and kb, mb and gb for powers of 1024, in any case; 0 is no limit.',
    source: REDIS_CONF,
    checked,
    known: 'documented',
  },
  memoryLimit: {
    says: 'A limit of memory is a number of bytes, with an exponent or not, or has a suffix: m for a thousandth, k, M, G, T, P and E for powers of 1000, Ki, Mi, Gi, Ti, Pi and Ei for powers of 1024.',
    source: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory',
    checked,
    known: 'documented',
  },
  overLimit: {
    says: 'A container that takes more memory than its limit is ended if it goes on.',
    source: 'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/',
    checked,
    known: 'documented',
  },
  commandLine: {
    says: 'redis-server takes a first argument that begins with no dash for its configuration file, and reads the options behind it as further lines of that file, their names in any case, with the value in the next argument or in the same one; what is said last of an option counts.',
    source: SERVER_SOURCE,
    checked,
    known: 'documented',
  },
  sentinel: {
    says: 'The program redis-sentinel, and redis-server with the argument --sentinel, watches servers and is none itself.',
    source: SERVER_SOURCE,
    checked,
    known: 'documented',
  },
  entryPoint: {
    says: 'The entry point of the official image puts redis-server in front of arguments whose first begins with a dash or ends in .conf.',
    source: ENTRY_POINT,
    checked,
    known: 'documented',
  },
  extraFlags: {
    says: 'The image bitnami/redis starts redis-server with a configuration file and behind it the words of the variable REDIS_EXTRA_FLAGS.',
    source:
      'https://github.com/bitnami/containers/blob/e0fcfc21e5d38b2a5a96a55c89821b54f5fedccd/bitnami/redis/7.2/debian-12/rootfs/opt/bitnami/scripts/redis/run.sh',
    checked,
    known: 'documented',
  },
  stackArguments: {
    says: 'The images redis/redis-stack and redis/redis-stack-server start redis-server with further arguments from the variable REDIS_ARGS.',
    source: 'https://redis.io/docs/install/install-stack/docker',
    checked,
    known: 'documented',
  },
  sidecar: {
    says: 'A container of initContainers with restartPolicy Always runs beside the others for as long as the pod does.',
    fixed: 'Always',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
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
  accessKeysApi: {
    says: 'accessKeysAuthentication allows or denies access with the keys of a database, and can be changed later; what holds where it is not set is in no source that was read.',
    source: 'https://learn.microsoft.com/azure/templates/microsoft.cache/2025-07-01/redisenterprise/databases',
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
    says: 'The official image switches protected mode off: without requirepass whoever reaches the port may read and change everything.',
    source: IMAGE,
    checked,
    known: 'documented',
  },
  plainText: {
    says: 'Redis speaks plain text unless TLS is set up, and sends the password so too.',
    source: SECURITY,
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
    says: 'A StatefulSet runs at most one pod of each name at any time.',
    source: 'https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/#statefulset-considerations',
    checked,
    known: 'documented',
  },
  surge: {
    says: 'A Deployment starts a new pod before it ends the old one, by default.',
    source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge',
    checked,
    known: 'documented',
  },
  user: {
    says: 'The official image has the user redis with id 999.',
    fixed: 999,
    source: IMAGE,
    checked,
    known: 'documented',
  },
});
