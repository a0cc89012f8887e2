import { rejected } from '../../../../path/remark';
import type { Remark } from '../../../../path/hop';
import { byDefault, fixed, unknown, type CookieAffinity, type HopAffinity, type Setting } from '../../../../path/setting';
import type { Duration } from '../../../../policy/duration';
import { isAtLeast } from '../version';
import { about } from './about';
import { envoyGatewayFacts as facts } from './facts';

/** What nobody can change. */
export const fixedSettings: readonly Setting[] = [
  fixed('response-buffering', facts.buffering.fixed, about.buffering),
  fixed('response-compression', 'off', about.compression),
];

export const noAffinity = byDefault('affinity', { kind: 'none' }, about.affinity);

/** The cookie of a hash, which Envoy writes; a pod is never named in it. */
export const cookie = (
  name: string,
  lifetime: Duration | 'session',
  attributes: Pick<CookieAffinity, 'path' | 'secure' | 'sameSite'>,
): HopAffinity => ({ kind: 'cookie', name, lifetime, ...attributes, pins: 'hash' });

/** The cookie of sessionPersistence, which names the pod. */
export const sessionCookie = (name: string, lifetime: Duration | 'session' | 'unknown', path: string): HopAffinity => ({
  kind: 'cookie',
  name,
  lifetime,
  path,
  secure: 'unknown',
  sameSite: 'unknown',
  pins: 'pod',
});

export const newShape = unknown(
  'affinity',
  'no source says whether Envoy Gateway reads the shape that sessionPersistence has from Gateway API v1.7 on',
  about.session,
);

export const bySourceAddress: HopAffinity = { kind: 'client-ip', timeout: facts.sourceAddress.fixed };

/** The idle limit of a route came late. Before, the API server drops it, or refuses the policy. */
export function versionRemarks(version: string | undefined): Remark[] {
  const { min } = facts.streamIdle;
  if (version === undefined || isAtLeast(version, min) === true) return [];
  return [
    rejected(
      `Envoy Gateway is "${version}" and ${about.streamIdle.key} is set`,
      `it is there from ${min} on`,
      `upgrade Envoy Gateway to ${min} or later, and write its version as three numbers`,
      facts.streamIdle,
      about.streamIdle.key,
    ),
  ];
}
