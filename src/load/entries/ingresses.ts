import { isAgcIngress } from '../../hops/ingress-agc/about';
import { pathsOf, servicesOf } from '../../kubernetes/ingress';
import { ingressClassOf, withClass } from '../../kubernetes/ingress-class';
import { describe, type KubeObject } from '../../kubernetes/object';
import type { Hop } from '../../path/hop';
import type { Cluster } from '../cluster';
import { grouped } from '../grouped';
import type { Input } from '../input';
import { reading } from '../reading';
import { remembered } from '../remembered';
import { pathsTo, type Entry } from './entry';
import { withoutAgcRedirects } from './ingress/agc';
import { frontOf } from './ingress/controllers';

export function ingressEntries({ resources }: Input, cluster: Cluster): Entry[] {
  const ingresses = cluster.ofKind('Ingress');
  const classes = cluster.ofKind('IngressClass');
  const neighbours = neighboursIn(ingresses);
  return ingresses.map((ingress) => {
    const name = describe(ingress);
    const fronts = new Map<string, Hop[]>();
    const stretchesTo = (service: string): Hop[][] => {
      const front = remembered(fronts, service, () => {
        const ingressClass = ingressClassOf(ingress, classes);
        const beside = neighbours(ingress).map((other) => withClass(other, ingressClassOf(other, classes)));
        return frontOf({ ingress, ingressClass, cluster, resources, neighbours: beside }, service);
      });
      return cluster.behindService(ingress.metadata.namespace, service, ingress).map((behind) => [...front, ...behind]);
    };
    return {
      name,
      source: ingress,
      urls: [...new Set(pathsOf(ingress).map(({ path }) => path))],
      paths: (streams) =>
        reading(ingress, () => pathsTo(name, servicesOf(serving(ingress, cluster), streams).flatMap(stretchesTo))),
    };
  });
}

/** The Ingress without what only redirects. */
const serving = (ingress: KubeObject, cluster: Cluster): KubeObject =>
  isAgcIngress(ingress) ? withoutAgcRedirects(ingress, cluster) : ingress;

/** The Ingresses whose Services are those of another one, or have names that read the same after their namespaces. */
function neighboursIn(ingresses: readonly KubeObject[]): (ingress: KubeObject) => KubeObject[] {
  const keysOf = (ingress: KubeObject) => servicesOf(ingress).map((name) => `${ingress.metadata.namespace}-${name}`);
  const byService = grouped(ingresses, keysOf);
  return (ingress) => [...new Set(keysOf(ingress).flatMap((key) => byService.get(key) ?? []))];
}
