import { agcFacts } from '../../../agc/facts';
import type { Duration, TimeLimit } from '../../../../policy/duration';
import { byDefault, fixed, set, unknown, type HopAffinity, type Setting } from '../../../../path/setting';
import { about, NO_VERSION } from './about';
import { agcRouteFacts as facts } from './facts';
import { isAtLeast } from '../version';

/** What nobody can change, whichever API configures the gateway. */
export const fixedByGateway: readonly Setting[] = [
  fixed('idle-limit', facts.streamIdle.fixed, about.streamIdle),
  fixed('drain-limit', facts.removedPod.fixed, about.removedPod),
  fixed('drain-limit', agcFacts.drain.fixed, about.drain),
  fixed('balances-over', 'pods', about.pods),
  fixed('http2', agcFacts.http2.fixed, about.http2),
];

/** What nobody can change of a route. */
export const fixedSettings: readonly Setting[] = [...fixedByGateway, fixed('response-buffering', 'off', about.buffering)];

export const retriesUnknown = unknown('retry', 'no page says what is retried', about.retries);

/** A total limit of `0s` is only as good as the controller that writes it. */
export function totalLimit(
  limit: TimeLimit,
  version: string | undefined,
  where: typeof about.routeTimeout | typeof about.ruleTimeout,
): Setting {
  const { min } = facts.zeroTimeout;
  const works = limit !== 'disabled' || isAtLeast(version, min);
  if (works === true) return set('total-limit', limit, where);
  return unknown(
    'total-limit',
    works === undefined ? `0s works from ALB Controller ${min} on, and ${NO_VERSION}` : `0s does not work before ${min}`,
    where,
  );
}

export const noAffinity = byDefault('affinity', { kind: 'none' }, about.affinity);

/** The cookie, with what each version of the controller writes into it. */
export function cookie(name: string, lifetime: Duration | 'unknown', version: string | undefined): HopAffinity {
  const hasPath = isAtLeast(version, facts.cookiePath.min);
  const attributes =
    hasPath === false
      ? ({ path: 'request-folder', secure: false, sameSite: 'unset' } as const)
      : ({ path: hasPath === true ? '/' : 'unknown', secure: 'unknown', sameSite: 'unknown' } as const);
  return { kind: 'cookie', name, lifetime, ...attributes, pins: 'hash' };
}
