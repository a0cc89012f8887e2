import { readBy } from '../../hops/redis-backplane/about';
import { inClusterEvidence, readInCluster } from '../../hops/redis-backplane/in-cluster/read';
import { managedEvidence, readManagedRedis } from '../../hops/redis-backplane/managed/read';
import { describe } from '../../kubernetes/object';
import { unknownHop, type Hop } from '../../path/hop';
import type { Cluster } from '../cluster';
import { backplanesOf, redisInCluster } from '../backplanes';
import type { Input } from '../input';
import { reading } from '../reading';
import { ofType } from '../resources';
import { pathsTo, type Entry } from './entry';

/** The logs of streams that no workload in the input is seen to read. */
export function redisBackplaneEntries({ resources }: Input, cluster: Cluster): Entry[] {
  const led = new Set(cluster.workloads.flatMap((workload) => backplanesOf(workload, cluster)));
  return [
    ...ofType(resources, 'azurerm_managed_redis').flatMap((redis) => {
      const evidence = managedEvidence(redis);
      return evidence === undefined
        ? []
        : [entryOf(redis, readManagedRedis(redis, resources).object, evidence, () => readManagedRedis(redis, resources))];
    }),
    ...redisInCluster(cluster)
      .filter((workload) => !led.has(workload))
      .map((workload) =>
        entryOf(workload, describe(workload), inClusterEvidence(workload) ?? '', () =>
          reading(workload, () => readInCluster(workload)),
        ),
      ),
  ];
}

function entryOf(source: object, object: string, evidence: string, read: () => Hop): Entry {
  return {
    name: object,
    source,
    urls: [],
    evidence,
    paths: () => pathsTo(object, [[unknownHop(readBy(object)), { ...read(), sources: [source] }]]),
  };
}
