import type { Disabled, Duration } from './duration';

/**
 * What `new StreamPolicy` takes, each duration as text or object. The shape is that of docs/stream-policy.schema.json, and
 * a test holds it against the schema; written out, because the schema library's own types do not compile in every project.
 */
export type StreamPolicyProps = PolicyFields<string | Duration>;

/** A policy as plain JSON. */
export type PolicyInput = PolicyFields<string>;

interface PolicyFields<D> {
  /** The URL paths that stream, at least one. A bare text is short for `{ prefix: ... }`. */
  readonly paths: readonly (string | { readonly prefix: string } | { readonly exact: string })[];
  /** The server writes at least a comment line this often. Default 15s. */
  readonly heartbeat?: D | undefined;
  /** How old a stream may become. */
  readonly maxAge?: MaxAgeFields<D> | undefined;
  /** How a returning client gets to the pod that knows it. Default: a cookie. */
  readonly affinity?: CookieFields<D> | ClientIpFields<D> | NoAffinityFields | undefined;
  /** Whether the server replays what a returning client missed. Default `last-event-id`. */
  readonly resume?: 'last-event-id' | 'none' | undefined;
  /** How the server gives its streams up when its pod must go. */
  readonly drain?: DrainFields<D> | undefined;
}

interface MaxAgeFields<D> {
  /** The server ends every stream by this age. Default 1h. */
  readonly limit?: D | Disabled | undefined;
  /** The server picks each stream's age at random from `limit - jitter` to `limit`. Default: a tenth of the limit. */
  readonly jitter?: D | undefined;
}

interface CookieFields<D> {
  readonly kind: 'cookie';
  /** Give each stream service its own. Default `sse-affinity`. */
  readonly name?: string | undefined;
  /** How long the browser keeps the cookie. Default 24h. */
  readonly lifetime?: D | undefined;
}

interface ClientIpFields<D> {
  readonly kind: 'client-ip';
  /** How long an idle client address keeps its pod, 1s to 86400s. Default 3h. */
  readonly timeout?: D | undefined;
}

interface NoAffinityFields {
  readonly kind: 'none';
  /** Why any pod can serve any client, such as a shared event log. */
  readonly reason: string;
}

interface DrainFields<D> {
  /** After SIGTERM the server closes its streams spread over this time. Default 30s. */
  readonly window?: D | undefined;
  /** The range of the reconnect delay that the server sends before it closes a stream. Default 1s to 5s. */
  readonly retry?: { readonly min?: D | undefined; readonly max?: D | undefined } | undefined;
}
