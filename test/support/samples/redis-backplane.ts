import { StreamRedis, type StreamRedisProps } from '../../../src/hops/redis-backplane/in-cluster/construct';
import { StreamManagedRedis, type StreamManagedRedisProps } from '../../../src/hops/redis-backplane/managed/construct';
import { chart, stack } from '../synth';
import type { Sample } from './sample';

/** The service account of the pods, and the cluster that vouches for it. */
export const pods = {
  cluster: { oidcIssuerUrl: 'https://issuer.example.com/' },
  serviceAccount: { namespace: 'app', name: 'prices' },
};

/** All that a managed Redis must be told besides the policy. */
export const managedRedis = {
  name: 'streams',
  resourceGroupName: 'streams',
  location: 'westeurope',
  skuName: 'Balanced_B1',
  access: pods,
} satisfies Partial<StreamManagedRedisProps>;

/** The same for one in the cluster. */
export const redisInCluster = {
  name: 'prices-redis',
  password: { name: 'prices-redis', key: 'password' },
} satisfies Partial<StreamRedisProps>;

const managed = (name: string, more: Partial<StreamManagedRedisProps>): Sample => ({
  name,
  fits: () => true,
  build: (policy) => {
    const scope = stack();
    return { constructs: [new StreamManagedRedis(scope, 'backplane', { ...managedRedis, policy, ...more })], scopes: [scope] };
  },
});

export const redisBackplaneSamples: readonly Sample[] = [
  managed('managed, by identity', { eventsPerSecond: 25 }),
  managed('managed, by keys, without public access', {
    access: 'keys',
    publicNetworkAccess: 'Disabled',
    database: { persistenceAppendOnlyFileBackupFrequency: '1s' },
    tags: { team: 'prices' },
  }),
  {
    name: 'in the cluster',
    fits: () => true,
    build: (policy) => {
      const scope = chart();
      return { constructs: [new StreamRedis(scope, 'redis', { ...redisInCluster, policy })], scopes: [scope] };
    },
  },
];
