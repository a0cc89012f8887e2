import { classOf, hostsOf, placesOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { annotationOf, patternSwitch } from './about';
import { isCanary } from './annotations';
import { nginxFacts as facts } from './facts';

/** What other Ingresses of a host do to this one. */
export function sharedHostRemarks(ingress: KubeObject, others: readonly KubeObject[]): Remark[] {
  const rivals = others.filter((other) => isAnother(ingress, other));
  return [...samePath(ingress, rivals), ...patterns(ingress, rivals)];
}

/** The same name elsewhere is the same Ingress for another environment. */
const isAnother = (ingress: KubeObject, other: KubeObject): boolean =>
  other.metadata.name !== ingress.metadata.name && classOf(other) === classOf(ingress);

/** A canary has the path of its main Ingress by design. */
function samePath(ingress: KubeObject, rivals: readonly KubeObject[]): Remark[] {
  if (isCanary(ingress)) return [];
  return rivals
    .filter((other) => !isCanary(other))
    .flatMap((other) => {
      const place = placesOf(ingress).find((mine) => placesOf(other).includes(mine));
      if (place === undefined) return [];
      return [
        rejected(
          `${describe(other)} has ${place} as well`,
          'the webhook of the controller refuses the newer of two; where it is not asked the older alone keeps the path, and of those made in one second the last by name',
          'leave the path to one of the two Ingresses',
          facts.samePath,
          'spec.rules',
        ),
      ];
    });
}

function patterns(ingress: KubeObject, rivals: readonly KubeObject[]): Remark[] {
  if (patternSwitch(ingress) !== undefined) return [];
  const hosts = hostsOf(ingress);
  const other = rivals.find((rival) => patternSwitch(rival) !== undefined && hostsOf(rival).some((host) => hosts.includes(host)));
  const name = other === undefined ? undefined : patternSwitch(other);
  if (other === undefined || name === undefined) return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      found: `${describe(other)} has ${annotationOf(name)} for the same host`,
      need: 'the controller then takes the paths of this Ingress too for patterns of how a URL begins, in upper or lower case: whatever begins like the stream path reaches these pods, and pathType counts no more',
      fix: `give one of the two a host of its own, or remove ${name} there`,
      fact: facts.patterns,
      key: 'spec.rules',
      level: 'warning',
    },
  ];
}
