import { classOf, placesOf } from '../../kubernetes/ingress';
import { describe, suppressionsOf, type KubeObject } from '../../kubernetes/object';
import type { Fact } from '../../path/fact';
import type { Hop, Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { about, annotationOf, keyOf } from './about';
import { heeded, isCanary, isTrue } from './annotations';
import { nginxFacts as facts } from './facts';
import { readNginxIngress, type Beside } from './read';
import { classRemarks } from './remarks';

/** The Ingress that a canary has its location from. */
export const mainOf = (canary: KubeObject, others: readonly KubeObject[]): KubeObject | undefined =>
  others.find(
    (other) =>
      !isCanary(other) &&
      other.metadata.namespace === canary.metadata.namespace &&
      classOf(other) === classOf(canary) &&
      placesOf(other).some((place) => placesOf(canary).includes(place)),
  );

/** What a canary is on the way to its own Service: all that its main Ingress is, but for what goes with that Service. */
export function readCanary(canary: KubeObject, main: KubeObject | undefined, beside: Beside): Hop {
  if (main === undefined) return withoutMain(canary);
  const hop = readNginxIngress(main, beside);
  const own = (setting: Setting): Setting => {
    if (setting.aspect === 'affinity' && isLegacy(canary)) return noCookie(canary);
    return setting.aspect === 'balances-over' && setting.origin !== 'unknown' ? upstreamOf(canary) : setting;
  };
  return { ...hop, settings: hop.settings.map(own), remarks: [...hop.remarks, ...ofItsOwn(canary, main)] };
}

const isLegacy = (canary: KubeObject): boolean => heeded(canary, BEHAVIOR) === 'legacy';

const BEHAVIOR = 'affinity-canary-behavior';

const keyIn = (canary: KubeObject, name: string): string => `Ingress/${canary.metadata.name} ${keyOf(name)}`;

const noCookie = (canary: KubeObject): Setting =>
  set('affinity', { kind: 'none' }, { name: BEHAVIOR, key: keyIn(canary, BEHAVIOR), fact: facts.canary });

function upstreamOf(canary: KubeObject): Setting {
  const upstream = { ...about.upstream, key: keyIn(canary, about.upstream.name), fact: facts.canaryLocation };
  return isTrue(heeded(canary, about.upstream.name))
    ? set('balances-over', 'service', upstream)
    : byDefault('balances-over', 'pods', upstream);
}

const WHY = 'it is a canary, and its main Ingress, which says so, is not in the input';

function withoutMain(canary: KubeObject): Hop {
  const affinity = isLegacy(canary) ? noCookie(canary) : unknown('affinity', WHY, { ...about.noAffinity, fact: facts.canary });
  return {
    type: 'ingress-nginx',
    object: describe(canary),
    layer: 'http',
    settings: [
      unknown('idle-limit', WHY, about.readTimeout),
      unknown('response-buffering', WHY, about.buffering),
      affinity,
      upstreamOf(canary),
    ],
    remarks: classRemarks(classOf(canary)),
    suppressed: suppressionsOf(canary),
  };
}

const OF_THE_COOKIE = /^(?:affinity(?:-mode)?|session-cookie-.*)$/;
const OF_THE_LOCATION = /^(?:proxy|limit)-/;

/** What a canary says where only its main Ingress is heard, and that says otherwise. */
function ofItsOwn(canary: KubeObject, main: KubeObject): Remark[] {
  const names = Object.keys(canary.metadata.annotations ?? {})
    .filter((annotation) => annotation.startsWith(annotationOf('')))
    .map((annotation) => annotation.slice(annotationOf('').length))
    .filter((name) => heeded(canary, name) !== heeded(main, name));
  const [cookie, location] = [OF_THE_COOKIE, OF_THE_LOCATION].map((kind) => names.filter((name) => kind.test(name)));
  return [
    ...unheard(canary, cookie, `the controller takes the mode and the cookie of ${describe(main)} for both`, facts.canary),
    ...unheard(
      canary,
      location,
      `the controller takes timeouts, buffering, retries and limits of ${describe(main)} for both`,
      facts.canaryLocation,
    ),
  ];
}

function unheard(canary: KubeObject, names: readonly string[] = [], need: string, fact: Fact): Remark[] {
  const [first] = names;
  if (first === undefined) return [];
  const found = `${names.join(', ')} of ${describe(canary)}, a canary`;
  return [{ ...ignored(found, need, 'write them there, and remove them here', fact, keyIn(canary, first)), level: 'warning' }];
}
