import type { Hop } from '../../path/hop';
import { byDefault, set, type Setting } from '../../path/setting';
import { idleLimitFor } from '../../policy/allowances';
import { Duration } from '../../policy/duration';
import type { StreamPolicy } from '../../policy/stream-policy';
import { applicationCookie } from '../application-cookie';
import { aboutOf, fixedSettings, ruleKeys, TLS_IN_FRONT, type Keys } from './about';
import { apisixFacts as facts } from './facts';
import { planRemarks } from './plan-remarks';
import { byAddress } from './read-affinity';

/** A cookie that the application sets by itself; APISIX chooses the pod by its value. The policy's name and lifetime are not used. */
interface ApplicationCookie {
  readonly setBy: 'application';
  /** Letters, digits, - and _ only. */
  readonly name: string;
}

/** What is known of an APISIX, however it is configured. */
export interface ApisixFeatures {
  /** Where the cookie of a policy with affinity by cookie comes from. Left out, such a policy is refused. */
  readonly cookie?: ApplicationCookie | undefined;
  /** APISIX itself, such as 3.18.0, for one that is no API7 Enterprise. Left out, it is taken to be new enough. */
  readonly version?: string | undefined;
}

/** Where clients' TLS ends: at APISIX, or at a proxy before it that takes nothing by plain HTTP. */
export type TlsEnd = 'here' | 'in-front';

interface Target {
  readonly object: string;
  readonly keys: Keys;
  readonly tls: TlsEnd;
  readonly balances: Setting;
}

/** APISIX takes whole seconds, or drops the rest. */
export const idleSeconds = (policy: StreamPolicy): number => Math.ceil(idleLimitFor(policy).milliseconds / 1000);

/** What a route of APISIX must be for the policy. */
export function planApisix(policy: StreamPolicy, features: ApisixFeatures, { object, keys, tls, balances }: Target): Hop {
  const about = aboutOf(keys);
  return {
    type: 'apisix',
    object,
    layer: 'http',
    settings: [
      set('idle-limit', Duration.seconds(idleSeconds(policy)), about.readTimeout),
      set('response-buffering', 'off', about.buffering),
      byDefault('response-compression', facts.compression.default, about.compression),
      byDefault('response-caching', facts.caching.default, about.caching),
      planAffinity(policy, features, keys),
      balances,
      set('retry', 'off', about.retry),
      tls === 'here' ? set('transport', 'tls', about.transport) : byDefault('transport', 'plain', about.transport),
      ...fixedSettings,
    ],
    remarks: planRemarks(policy, features, keys),
    suppressed: tls === 'here' ? {} : { 'secure-transport': TLS_IN_FRONT.reason },
  };
}

/** An ApisixRoute; `rule` is the name of the rule for the stream. */
export const ofRoute = (object: string, rule: string, tls: TlsEnd): Target => {
  const keys = ruleKeys(rule);
  return { object, keys, tls, balances: byDefault('balances-over', facts.granularity.default, aboutOf(keys).granularity) };
};

function planAffinity({ affinity }: StreamPolicy, { cookie }: ApisixFeatures, keys: Keys): Setting {
  const about = aboutOf(keys);
  if (affinity.kind === 'client-ip') return set('affinity', byAddress, about.addressHash);
  if (affinity.kind === 'none' || cookie === undefined) return byDefault('affinity', { kind: 'none' }, about.noAffinity);
  return set('affinity', applicationCookie(cookie.name), about.cookieHash);
}

/** How the upstream chooses, as the Admin API names it; nothing where the policy needs no affinity. */
export function hashFor({ affinity }: StreamPolicy, { cookie }: ApisixFeatures): { on: string; key: string } | undefined {
  if (affinity.kind === 'client-ip') return { on: 'vars', key: 'remote_addr' };
  return affinity.kind === 'cookie' && cookie !== undefined ? { on: 'cookie', key: cookie.name } : undefined;
}
