import { pathsOf, servicesOf } from '../../kubernetes/ingress';
import { ingressClassOf } from '../../kubernetes/ingress-class';
import { describe, type KubeObject } from '../../kubernetes/object';
import type { Hop } from '../../path/hop';
import type { Cluster } from '../cluster';
import { grouped } from '../grouped';
import type { Input } from '../input';
import { reading } from '../reading';
import { remembered } from '../remembered';
import { pathsTo, type Entry } from './entry';
import { frontOf, withoutRedirects } from './ingress/controllers';

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
        return frontOf({ ingress, ingressClass, cluster, resources, neighbours: neighbours(ingress) }, service);
      });
      return cluster.behindService(ingress.metadata.namespace, service, ingress).map((behind) => [...front, ...behind]);
    };
    return {
      name,
      source: ingress,
      urls: [...new Set(pathsOf(ingress).map(({ path }) => path))],
      paths: (streams) =>
        reading(ingress, () => pathsTo(name, servicesOf(withoutRedirects(ingress, cluster), streams).flatMap(stretchesTo))),
    };
  });
}

/** The Ingresses whose Services are those of another one, or have names that read the same after their namespaces. */
function neighboursIn(ingresses: readonly KubeObject[]): (ingress: KubeObject) => KubeObject[] {
  const keys = new Map(ingresses.map((ingress) => [ingress, keysOf(ingress)] as const));
  const byService = grouped(ingresses, (ingress) => keys.get(ingress) ?? []);
  return (ingress) => [...new Set((keys.get(ingress) ?? []).flatMap((key) => byService.get(key) ?? []))];
}

const keysOf = (ingress: KubeObject): string[] => servicesOf(ingress).map((name) => `${ingress.metadata.namespace}-${name}`);
