import type { Duration, StreamPolicy } from 'sse-ready';

/** The longest that a timer of Node can wait; more would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Milliseconds after which a stream ends by itself; what opened together ends apart. */
export function ageOf({ maxAge: { limit, jitter } }: StreamPolicy): number | undefined {
  return limit === 'disabled' ? undefined : Math.min(between(limit.minus(jitter), limit), LONGEST_TIMER);
}

/** Milliseconds that a client is told to wait before it comes back. */
export const retryOf = ({ drain: { retry } }: StreamPolicy): number => between(retry.min, retry.max);

function between(min: Duration, max: Duration): number {
  return min.milliseconds + Math.floor(Math.random() * (max.milliseconds - min.milliseconds + 1));
}
