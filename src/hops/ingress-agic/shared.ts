import { placesOf, servicesOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { ignored, rejected } from '../../path/remark';
import { agicFacts as facts } from './facts';

/** Ingresses of other namespaces whose Services get the name of one of these on the gateway, and so the same pool. */
export function sharedNamesRemarks(ingress: KubeObject, others: readonly KubeObject[]): Remark[] {
  return others
    .filter(({ metadata }) => metadata.namespace !== ingress.metadata.namespace)
    .flatMap((other) => {
      const shared = namesOf(ingress).find((name) => namesOf(other).includes(name));
      if (shared === undefined) return [];
      return [
        rejected(
          `a Service of ${describe(other)} and one of this Ingress are both ${shared} to the controller`,
          'it makes one pool of both, so that the hosts of both reach the pods of one of them',
          'give one of the two Services another name',
          facts.names,
        ),
      ];
    });
}

/** What the controller names pools after. */
const namesOf = (ingress: KubeObject): string[] =>
  servicesOf(ingress).map((service) => `${ingress.metadata.namespace ?? 'default'}-${service}`);

/** Ingresses that claim a path of this one. The same name elsewhere is the same Ingress for another environment. */
export function samePathRemarks(ingress: KubeObject, others: readonly KubeObject[]): Remark[] {
  return others
    .filter(({ metadata }) => metadata.name !== ingress.metadata.name)
    .flatMap((other) => {
      const place = placesOf(ingress).find((mine) => placesOf(other).includes(mine));
      if (place === undefined) return [];
      return [
        ignored(
          `${describe(other)} has ${place} as well`,
          'the controller takes the first of the two by name, and tells nothing but its log',
          'leave the path to one of the two Ingresses',
          facts.samePath,
          'spec.rules',
        ),
      ];
    });
}
