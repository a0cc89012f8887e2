import { StreamService, StreamRedis } from '../../../src/cdk8s';
import { StreamManagedRedis } from '../../../src/cdktf';
import { workload } from '../../support/samples/pods';
import { managedRedis, redisInCluster } from '../../support/samples/redis-backplane';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  kubernetes: (scope, policy) => {
    const redis = new StreamRedis(scope, 'redis', { ...redisInCluster, policy, eventsPerSecond: 25 });
    const pods = workload(scope, policy, { container: { env: redis.env } });
    new StreamService(scope, 'service', { policy, name: 'prices', pods });
  },
  azure: (scope, policy) => void new StreamManagedRedis(scope, 'backplane', { ...managedRedis, policy, eventsPerSecond: 25 }),
};
