import type { Disabled, Duration } from './duration';
import type { StreamPolicy } from './stream-policy';

/** How many events a second a log is made for where nobody says. Choice, not fact: docs/decisions. */
export const DEFAULT_EVENTS_PER_SECOND = 10;

/**
 * How old the last event of a returning client may be. A stream may have brought its client nothing since it began, as where a
 * buffer on the way held everything back; the server ends it by its max age, and the client waits for as long as `retry:` says.
 */
export function logSpan({ maxAge: { limit }, drain: { retry } }: StreamPolicy): Duration | Disabled {
  return limit === 'disabled' ? limit : limit.plus(retry.max);
}

/** The most events of that time, and the one before: while a client's last event is there, none after it is missing. */
export function eventsIn(span: Duration, eventsPerSecond: number): number {
  return Math.ceil((span.milliseconds * eventsPerSecond) / 1000) + 1;
}

/**
 * How many events a log must keep so that every client can resume without a gap, for a policy with `resume: last-event-id`.
 * `unbounded` where streams have no max age: no length covers a client that was given nothing for who knows how long.
 */
export function logLength(policy: StreamPolicy, eventsPerSecond: number): number | 'unbounded' {
  const span = logSpan(policy);
  return span === 'disabled' ? 'unbounded' : eventsIn(span, eventsPerSecond);
}
