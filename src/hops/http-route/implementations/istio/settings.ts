import { byDefault, fixed, type CookieAffinity, type HopAffinity, type Setting } from '../../../../path/setting';
import type { Duration } from '../../../../policy/duration';
import { about } from './about';
import { istioFacts as facts } from './facts';
import { meshFacts } from './mesh-facts';

/** What a gateway of Istio does whatever is written. */
export const fixedSettings: readonly Setting[] = [
  fixed('balances-over', facts.routing.fixed, about.routing),
  fixed('response-buffering', facts.buffering.fixed, about.buffering),
  byDefault('response-compression', facts.compression.default, about.compression),
];

export const noAffinity = byDefault('affinity', { kind: 'none' }, about.affinity);
/** Where Istio's own resources cannot be used, no key would change it. */
export const neverAffinity = fixed('affinity', { kind: 'none' }, about.noAffinity);

/** The cookie of a hash; a pod is never named in it. */
export const hashedCookie = (
  name: string,
  lifetime: Duration | 'session',
  attributes: Pick<CookieAffinity, 'path' | 'secure' | 'sameSite'>,
): HopAffinity => ({ kind: 'cookie', name, lifetime, ...attributes, pins: 'hash' });

/** The cookie of a persistent session, which holds the address of the pod. */
export const sessionCookie = (name: string): HopAffinity => ({
  kind: 'cookie',
  name,
  lifetime: 'session',
  path: '/',
  secure: false,
  sameSite: 'unset',
  pins: 'pod',
});

export const bySourceAddress: HopAffinity = { kind: 'client-ip', timeout: meshFacts.sourceAddress.fixed };
