import { classOf, placesOf } from '../../kubernetes/ingress';
import { describe, suppressionsOf, type KubeObject } from '../../kubernetes/object';
import type { Hop, Remark } from '../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { about, keyOf } from './about';
import { heeded, isTrue } from './annotations';
import { noMatch } from './canary-match';
import { canaryRemarks } from './canary-remarks';
import { nginxFacts as facts } from './facts';
import { mayPassThrough } from './passthrough';
import { readNginxIngress, type Beside } from './read';
import { classRemarks } from './remarks';

/** What an input has for a canary. */
export interface BesideCanary extends Beside {
  /** The Ingress that it has its location from. */
  readonly main: KubeObject | undefined;
  /** Other Ingresses of its hosts that are no canaries. */
  readonly ofHosts: readonly KubeObject[];
  /** That the way leads to. */
  readonly service: string;
}

/** What a canary is on the way to its own Service: what it says itself, then all that its main Ingress is, but for what goes with that Service. */
export function readCanary(canary: KubeObject, { main, ofHosts, service, ...beside }: BesideCanary): [own: Hop, main?: Hop] {
  const remarks = [...canaryRemarks(canary, main, beside), ...noMatch(canary, ofHosts, service)];
  const affinity = isLegacy(canary) ? noCookie : undefined;
  if (main === undefined) return [withoutMain(canary, affinity, remarks)];
  const hop = readNginxIngress(main, beside);
  if (affinity !== undefined && !mayPassThrough(main)) {
    const own = hopOf(canary, [affinity, upstreamOf(canary)], remarks);
    return [own, { ...hop, settings: hop.settings.filter((setting) => !goesWithService(setting)) }];
  }
  const upstream = (setting: Setting): Setting =>
    setting.aspect === 'balances-over' && setting.origin !== 'unknown'
      ? upstreamOf(canary, `Ingress/${canary.metadata.name} `)
      : setting;
  return [hopOf(canary, [], remarks), { ...hop, settings: hop.settings.map(upstream) }];
}

const hopOf = (canary: KubeObject, settings: readonly Setting[], remarks: readonly Remark[]): Hop => ({
  type: 'ingress-nginx',
  object: describe(canary),
  layer: 'http',
  settings,
  remarks,
  suppressed: suppressionsOf(canary),
});

const goesWithService = ({ aspect }: Setting): boolean => aspect === 'affinity' || aspect === 'balances-over';

const isLegacy = (canary: KubeObject): boolean => heeded(canary, BEHAVIOR) === 'legacy';

const BEHAVIOR = 'affinity-canary-behavior';

const noCookie: Setting = set('affinity', { kind: 'none' }, { name: BEHAVIOR, key: keyOf(BEHAVIOR), fact: facts.canary });

function upstreamOf(canary: KubeObject, object = ''): Setting {
  const upstream = { ...about.upstream, key: object + about.upstream.key, fact: facts.canaryLocation };
  return isTrue(heeded(canary, about.upstream.name))
    ? set('balances-over', 'service', upstream)
    : byDefault('balances-over', 'pods', upstream);
}

function withoutMain(canary: KubeObject, affinity: Setting | undefined, remarks: readonly Remark[]): Hop {
  const why = 'it is a canary, and its main Ingress, which says so, is not in the input';
  const has = placesOf(canary).join(' or ') || 'a default backend';
  const fix = `add the main Ingress to the input: the one that is no canary and has ${has}`;
  return hopOf(
    canary,
    [
      unknown('idle-limit', why, about.readTimeout, fix),
      unknown('response-buffering', why, about.buffering, fix),
      affinity ?? unknown('affinity', why, { ...about.noAffinity, fact: facts.canary }, fix),
      upstreamOf(canary),
    ],
    [...classRemarks(classOf(canary)), ...remarks],
  );
}
