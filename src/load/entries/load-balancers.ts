import { describe } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Cluster } from '../cluster';
import type { Input } from '../input';
import { reading } from '../reading';
import { pathsTo, type Entry } from './entry';

/** Services that a load balancer leads to: they pass every URL on. */
export function loadBalancerEntries(_input: Input, cluster: Cluster): Entry[] {
  return cluster
    .ofKind('Service')
    .filter((service) => valueAt(service, ['spec', 'type']) === 'LoadBalancer')
    .map((service) => ({
      name: describe(service),
      source: service,
      urls: [],
      paths: () => reading(service, () => pathsTo(describe(service), cluster.behind(service))),
    }));
}
