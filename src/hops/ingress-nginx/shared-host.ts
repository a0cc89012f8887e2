import { classOf, hostsOf, placesOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { annotationOf, keyOf, patternSwitch } from './about';
import { isCanary, written } from './annotations';
import { nginxFacts as facts } from './facts';

/** What other Ingresses of a host do to this one. */
export function sharedHostRemarks(ingress: KubeObject, others: readonly KubeObject[]): Remark[] {
  const rivals = others.filter((other) => isAnother(ingress, other) && !isCanary(other));
  return [...samePath(ingress, rivals), ...patterns(ingress, rivals)];
}

/** The same name elsewhere is the same Ingress for another environment. */
const isAnother = (ingress: KubeObject, other: KubeObject): boolean =>
  other.metadata.name !== ingress.metadata.name && classOf(other) === classOf(ingress);

/** A canary has the path of its main Ingress by design, and no location of its own. */
function samePath(ingress: KubeObject, rivals: readonly KubeObject[]): Remark[] {
  if (isCanary(ingress)) return [];
  return rivals.flatMap((other) => {
    const place = placesOf(ingress).find((mine) => placesOf(other).includes(mine));
    if (place === undefined) return [];
    const found = `${describe(other)} has ${place} as well`;
    const annotated = [ingress, other].find((one) => one.metadata.annotations?.[annotationOf(CANARY)] !== undefined);
    return [
      annotated === undefined
        ? rejected(
            found,
            `the webhook of the controller refuses the newer of two; where it is not asked ${OLDER_KEEPS}`,
            'leave the path to one of the two Ingresses',
            facts.samePath,
            'spec.rules',
          )
        : rejected(
            found,
            `the webhook of the controller lets both pass for the ${keyOf(CANARY)} "${written(annotated, CANARY) ?? ''}" of ${describe(annotated)}, which makes no canary of it: ${OLDER_KEEPS}`,
            `write "true" there if it is to be a canary, or leave the path to one of the two Ingresses`,
            facts.samePathAnnotated,
            'spec.rules',
          ),
    ];
  });
}

const CANARY = 'canary';
const OLDER_KEEPS = 'the older alone keeps the path, and of those made in one second the last by name';

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
