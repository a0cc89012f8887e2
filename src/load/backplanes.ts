/* eslint-disable @typescript-eslint/no-require-imports -- few inputs hold a log of events */
import { inClusterEvidence } from '../hops/redis-backplane/in-cluster/evidence';
import type * as InCluster from '../hops/redis-backplane/in-cluster/read';
import { listAt } from '../kubernetes/ingress';
import type { KubeObject } from '../kubernetes/object';
import { valueAt } from '../kubernetes/owned-key';
import type { Hop } from '../path/hop';
import type { Cluster } from './cluster';
import { reading } from './reading';
import { serviceNamed } from './service-named';

/** What runs a Redis that is seen to hold a log of events. */
export const redisInCluster = (cluster: Cluster): KubeObject[] =>
  cluster.workloads.filter((workload) => inClusterEvidence(workload) !== undefined);

/** Those that a workload reads, by a URL in its environment. */
export function backplanesOf(workload: KubeObject, cluster: Cluster): KubeObject[] {
  const { namespace } = workload.metadata;
  const hosts = listAt(workload, 'spec', 'template', 'spec', 'containers')
    .flatMap((container) => listAt(container, 'env'))
    .flatMap((variable) => hostIn(valueAt(variable, ['value'])) ?? []);
  const services = hosts.flatMap((host) => serviceNamed(host, namespace, cluster, workload) ?? []);
  const led = services.flatMap((service) => cluster.selectedBy(service));
  return [...new Set(led)].filter((one) => inClusterEvidence(one) !== undefined);
}

/** The same as hops. */
export function backplaneHops(workload: KubeObject, cluster: Cluster): Hop[] {
  const logs = backplanesOf(workload, cluster);
  if (logs.length === 0) return [];
  const { readInCluster } = require('../hops/redis-backplane/in-cluster/read') as typeof InCluster;
  return logs.map((redis) => ({ ...reading(redis, () => readInCluster(redis)), sources: [redis] }));
}

/** Host and port of `redis://:$(REDIS_PASSWORD)@redis:6379/0`. */
const hostIn = (url: unknown): string | undefined =>
  typeof url === 'string' ? /^rediss?:\/\/(?:[^@/]*@)?([^/?#]+)/.exec(url)?.[1] : undefined;
