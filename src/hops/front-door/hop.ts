import type { Hop, Remark } from '../../path/hop';
import { byDefault, fixed, set, unknown, type Setting } from '../../path/setting';
import { idleLimitFor } from '../../policy/allowances';
import { shortest, type Duration } from '../../policy/duration';
import type { StreamPolicy } from '../../policy/stream-policy';
import { about, AFFINITY_COOKIE } from './about';
import { frontDoorFacts as facts } from './facts';
import * as remarks from './remarks';

/** What nobody can change, and what no source says. */
export const fixedSettings: readonly Setting[] = [
  fixed('idle-limit', facts.clientIdle.fixed, about.clientIdle),
  unknown('total-limit', 'no source says how long a response may last', about.duration),
  unknown('response-buffering', 'no source says that events are passed on at once', about.buffering),
  fixed('response-compression', facts.compression.fixed, about.compression),
  unknown('drain-limit', 'Front Door does not drain; what becomes of open streams is in no source', about.drain),
  fixed('http2', facts.http2.fixed, about.http2),
];

/** What a Front Door that carries the stream would have to be; it is not supported even then. */
export function planFrontDoor(policy: StreamPolicy, object: string): Hop {
  const isSticky = policy.affinity.kind === 'cookie';
  return {
    type: 'front-door',
    object,
    layer: 'http',
    settings: [
      set('idle-limit', responseTimeoutFor(policy), about.responseTimeout),
      ...fixedSettings,
      byDefault('response-caching', 'off', about.caching),
      set('affinity', isSticky ? AFFINITY_COOKIE : { kind: 'none' }, about.affinity),
      set('balances-over', 'service', about.origins),
      set('transport', 'tls', about.protocols),
    ],
    remarks: [remarks.carriesStream('the stream goes through Front Door'), ...(isSticky ? [remarks.affinityNeedsNoStore] : [])],
    suppressed: {},
  };
}

/** A Front Door that sends clients of the stream to another host, so that it has no part in any stream. */
export function planAroundFrontDoor(policy: StreamPolicy, object: string): Hop {
  return { ...ledAround(object), remarks: isEverything(policy) ? [remarks.everythingStreams] : [] };
}

export const ledAround = (object: string, found: readonly Remark[] = []): Hop => ({
  type: 'front-door',
  object,
  layer: 'http',
  settings: [],
  remarks: found,
  suppressed: {},
});

/** Four heartbeats, as far as the profile takes them. */
export function responseTimeoutFor(policy: StreamPolicy): Duration {
  const { min, max } = facts.responseTimeout;
  const wanted = idleLimitFor(policy);
  return wanted.isShorterThan(min) ? min : (shortest([wanted, max]) ?? max);
}

const isEverything = ({ paths }: StreamPolicy): boolean => paths.some((path) => 'prefix' in path && path.prefix === '/');
