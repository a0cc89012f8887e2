import { inClusterEvidence } from '../../hops/redis-backplane/in-cluster/evidence';
import { readInCluster } from '../../hops/redis-backplane/in-cluster/read';
import { describe } from '../../kubernetes/object';
import { backplanesOf, redisInCluster } from '../backplanes';
import type { Cluster } from '../cluster';
import type { Input } from '../input';
import { reading } from '../reading';
import type { Entry } from './entry';
import { logEntry } from './log';

/** The logs of streams in the cluster that no workload in the input is seen to read. */
export function redisInClusterEntries(_input: Input, cluster: Cluster): Entry[] {
  const led = new Set(cluster.workloads.flatMap((workload) => backplanesOf(workload, cluster)));
  return redisInCluster(cluster)
    .filter((workload) => !led.has(workload))
    .map((workload) =>
      logEntry(workload, describe(workload), inClusterEvidence(workload) ?? '', () =>
        reading(workload, () => readInCluster(workload)),
      ),
    );
}
