import type { Json } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Affinity } from '../../policy/stream-policy';
import { httpRouteFacts as facts } from './facts';
import type { RouteRule } from './implementation';
import { isAtLeast } from './implementations/version';

/** The explicit word that a cluster has the experimental CRDs of the Gateway API: their version, such as 1.5.1. */
export interface SessionPersistence {
  readonly experimentalCrds: string;
}

/** On a policy of ours for the route: the experimental CRDs it was written for, which decide what of `sessionPersistence` is legal. */
export const CRDS_ANNOTATION = 'sse-ready.dev/experimental-crds';

export type Cookie = Extract<Affinity, { kind: 'cookie' }>;

/** Whether `cookie` stands in the place of `sessionName` and `cookieConfig`. */
export const hasNewShape = ({ experimentalCrds }: SessionPersistence): boolean =>
  isAtLeast(experimentalCrds, facts.sessionCookie.min) === true;

/** `sessionPersistence` of a rule in the shape of these CRDs: a cookie with the policy's name and lifetime. */
export function sessionFor({ name, lifetime }: Cookie, crds: SessionPersistence): Json {
  const common = { type: 'Cookie', absoluteTimeout: lifetime.toString() };
  const lifetimeType = 'Permanent';
  return hasNewShape(crds)
    ? { ...common, cookie: { name, path: '/', lifetimeType } }
    : { ...common, sessionName: name, cookieConfig: { lifetimeType } };
}

/** `sessionPersistence` of a rule, whatever its shape. */
export interface Session {
  readonly type: unknown;
  readonly name: unknown;
  readonly lifetimeType: unknown;
  readonly absoluteTimeout: unknown;
}

export function sessionOf(rule: RouteRule): Session | undefined {
  const session = valueAt(rule, ['sessionPersistence']);
  if (session === undefined) return undefined;
  return {
    type: valueAt(session, ['type']) ?? 'Cookie',
    name: valueAt(session, ['sessionName']) ?? valueAt(session, ['cookie', 'name']),
    lifetimeType: valueAt(session, ['cookieConfig', 'lifetimeType']) ?? valueAt(session, ['cookie', 'lifetimeType']),
    absoluteTimeout: valueAt(session, ['absoluteTimeout']),
  };
}
