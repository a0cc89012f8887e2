import { isAgicIngress } from '../../hops/ingress-controllers';
import { cookiePlacesOf, matchesByPattern } from '../../hops/ingress-nginx/about';
import { isCanary } from '../../hops/ingress-nginx/annotations';
import { hostsOf, pathsOf, placesOf, servicesOf } from '../../kubernetes/ingress';
import { ingressClassOf, withClass } from '../../kubernetes/ingress-class';
import { describe, type KubeObject } from '../../kubernetes/object';
import type { Hop } from '../../path/hop';
import type { StreamPath } from '../../policy/stream-path';
import type { Cluster } from '../cluster';
import { grouped } from '../../collections/grouped';
import type { Input } from '../input';
import { reading } from '../reading';
import { remembered } from '../../collections/remembered';
import { pathsTo, type Entry } from './entry';
import { frontOf, withoutRedirects } from './ingress/controllers';

export function ingressEntries({ resources }: Input, cluster: Cluster): Entry[] {
  const ingresses = cluster.ofKind('Ingress');
  const classes = cluster.ofKind('IngressClass');
  const neighbours = neighboursIn(ingresses);
  return ingresses.map((ingress) => {
    const name = describe(ingress);
    const fronts = new Map<string, Hop[]>();
    const stretchesTo = (service: string, streams: readonly StreamPath[] | undefined): Hop[][] => {
      // A canary takes the settings of another Ingress for each path; those of any other are the same for all.
      const front = remembered(fronts, isCanary(ingress) ? JSON.stringify([service, streams]) : service, () => {
        const ingressClass = ingressClassOf(ingress, classes);
        const beside = neighbours(ingress).map((other) => withClass(other, ingressClassOf(other, classes)));
        return frontOf({ ingress, ingressClass, cluster, resources, neighbours: beside, streams }, service);
      });
      return cluster.behindService(ingress.metadata.namespace, service, ingress).map((behind) => [...front, ...behind]);
    };
    return {
      name,
      source: ingress,
      urls: [...new Set(pathsOf(ingress).map(({ path }) => path))],
      paths: (streams) =>
        reading(ingress, () => {
          const services = servicesOf(withoutRedirects(ingress, cluster), streams);
          return pathsTo(
            name,
            services.flatMap((service) => stretchesTo(service, streams)),
          );
        }),
    };
  });
}

/**
 * The Ingresses that may change how another one is served: their Services are those of it, or have names that read the
 * same after their namespaces; they claim the same path of a host, or set a cookie of the same name on it; or their
 * controller asks all paths of a host in turn.
 */
function neighboursIn(ingresses: readonly KubeObject[]): (ingress: KubeObject) => KubeObject[] {
  const namesOf = (ingress: KubeObject) => servicesOf(ingress).map((name) => `${ingress.metadata.namespace}-${name}`);
  const alike = [
    sharing(ingresses, ingresses, namesOf),
    sharing(ingresses, ingresses, placesOf),
    sharing(ingresses, ingresses, cookiePlacesOf),
    sharing(ingresses, ingresses.filter(isAskedForAllOfHost), hostsOf),
  ];
  return (ingress) => [...new Set(alike.flatMap((of) => of(ingress)))];
}

const isAskedForAllOfHost = (ingress: KubeObject): boolean => matchesByPattern(ingress) || isAgicIngress(ingress);

/** Of an Ingress, those among some that share one of its keys; each Ingress is looked through once. */
function sharing(
  all: readonly KubeObject[],
  some: readonly KubeObject[],
  keysOf: (ingress: KubeObject) => readonly string[],
): (ingress: KubeObject) => readonly KubeObject[] {
  if (some.length === 0) return () => [];
  const keys = new Map(all.map((ingress) => [ingress, keysOf(ingress)]));
  const byKey = grouped(some, (ingress) => keys.get(ingress) ?? []);
  return (ingress) => (keys.get(ingress) ?? []).flatMap((key) => byKey.get(key) ?? []);
}
