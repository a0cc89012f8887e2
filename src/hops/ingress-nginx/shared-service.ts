import { classOf, servicesOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import { annotationOf, keyOf } from './about';
import { heeded } from './annotations';
import { nginxFacts as facts } from './facts';

/** What the controller mixes: other Ingresses with a cookie for a Service of this one, where they describe another cookie. */
export function sharedServiceRemarks(ingress: KubeObject, others: readonly KubeObject[]): Remark[] {
  const mine = cookieOf(ingress);
  if (mine === undefined) return [];
  return others
    .filter((other) => shareService(ingress, other))
    .flatMap((other) => {
      const theirs = cookieOf(other);
      if (theirs === undefined) return [];
      const names = [...new Set([...mine.keys(), ...theirs.keys()])].filter((name) => mine.get(name) !== theirs.get(name)).sort();
      const [first] = names;
      if (first === undefined) return [];
      return [
        ignored(
          `${describe(other)} is for the same Service, with another ${names.join(', ')}`,
          'the controller makes one cookie of both: the mode of the first and all else of the last, by age and then by name',
          `write the same affinity-mode and session-cookie-* on both`,
          facts.sharedService,
          keyOf(first),
        ),
      ];
    });
}

function shareService(ingress: KubeObject, other: KubeObject): boolean {
  const isNeighbour = other.metadata.namespace === ingress.metadata.namespace && other.metadata.name !== ingress.metadata.name;
  return (
    isNeighbour && classOf(other) === classOf(ingress) && servicesOf(other).some((name) => servicesOf(ingress).includes(name))
  );
}

/** The annotations that describe a cookie, as the controller takes them. */
function cookieOf(ingress: KubeObject): ReadonlyMap<string, string> | undefined {
  if (heeded(ingress, 'affinity') !== 'cookie') return undefined;
  const names = Object.keys(ingress.metadata.annotations ?? {})
    .filter((name) => name === annotationOf('affinity-mode') || name.startsWith(annotationOf('session-cookie-')))
    .map((name) => name.slice(annotationOf('').length));
  return new Map(
    names.flatMap((name) => {
      const value = heeded(ingress, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
