import { classOf, placesOf, servicesOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import type { Fact } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import { isRunByAks } from '../ingress-controllers';
import { annotationOf, keyOf } from './about';
import { snippetRemarks } from './allowed-remarks';
import { droppedRemarks, heeded, isCanary, refusedRemarks } from './annotations';
import { nginxFacts as facts } from './facts';
import type { Beside } from './read';

/** What a canary itself says, rightly or in vain. */
export const canaryRemarks = (
  canary: KubeObject,
  main: KubeObject | undefined,
  { others = [], configMaps = [] }: Beside,
): Remark[] => [
  ...droppedRemarks(canary, (name) => OF_THE_CANARY.test(name)),
  ...refusedRemarks(canary),
  // As for any other Ingress: nobody may edit the one of AKS.
  ...snippetRemarks(canary, isRunByAks(classOf(canary)) ? [] : configMaps),
  ...(main === undefined ? [] : inVain(canary, main)),
  ...besideAnother(canary, others),
];

const OF_THE_CANARY = /^(?:canary.*|affinity-canary-behavior|service-upstream)$/;
const OF_THE_COOKIE = /^(?:affinity(?:-mode)?|session-cookie-.*)$/;
const OF_THE_LOCATION = /^(?:proxy|limit)-/;

/** What a canary says where only its main Ingress is heard, and that says otherwise. */
function inVain(canary: KubeObject, main: KubeObject): Remark[] {
  const refused = new Set(refusedRemarks(canary).map(({ key }) => key));
  const names = Object.keys(canary.metadata.annotations ?? {})
    .filter((annotation) => annotation.startsWith(annotationOf('')))
    .map((annotation) => annotation.slice(annotationOf('').length))
    .filter((name) => heeded(canary, name) !== heeded(main, name) && !refused.has(keyOf(name)));
  const [cookie, location] = [OF_THE_COOKIE, OF_THE_LOCATION].map((kind) => names.filter((name) => kind.test(name)));
  const unheard = (some: readonly string[] = [], taken: string, fact: Fact): Remark[] => {
    const [first] = some;
    if (first === undefined) return [];
    const found = `${some.join(', ')} of ${describe(canary)}, a canary`;
    const need = `the controller takes ${taken} of ${describe(main)} for both`;
    const fix = `remove ${some.length === 1 ? 'it' : 'them'} here; what counts is on ${describe(main)}`;
    return [{ ...ignored(found, need, fix, fact, keyOf(first)), level: 'warning' }];
  };
  return [
    ...unheard(cookie, 'the mode and the cookie', facts.canary),
    ...unheard(location, 'timeouts, buffering, retries and limits', facts.canaryLocation),
  ];
}

/** The same name elsewhere is the same Ingress for another environment. */
function besideAnother(canary: KubeObject, others: readonly KubeObject[]): Remark[] {
  const rivals = others.filter(
    (other) =>
      isCanary(other) &&
      other.metadata.name !== canary.metadata.name &&
      classOf(other) === classOf(canary) &&
      servicesOf(other).join() !== servicesOf(canary).join(),
  );
  return rivals.flatMap((other) => {
    const place = placesOf(canary).find((mine) => placesOf(other).includes(mine));
    if (place === undefined) return [];
    const need =
      'the controller sends requests to the first of the two alone, by age, and of those made in one second to the last by name';
    const fix = 'leave the path to one canary at a time';
    const found = `${describe(other)} is a canary for ${place} as well`;
    return [{ ...ignored(found, need, fix, facts.canaries, 'spec.rules'), level: 'warning' as const }];
  });
}

const BEHAVIOR = 'affinity-canary-behavior';

/** What only a canary is asked for. */
export function behaviorOfMain(ingress: KubeObject): Remark[] {
  const behavior = heeded(ingress, BEHAVIOR);
  if (isCanary(ingress) || behavior === undefined) return [];
  const found = `${keyOf(BEHAVIOR)} is "${behavior}" on an Ingress that is no canary`;
  return [
    {
      ...ignored(found, 'the controller heeds it on the canary alone', 'write it on the canary', facts.canary, keyOf(BEHAVIOR)),
      level: 'warning',
    },
  ];
}
