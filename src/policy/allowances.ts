import { Duration } from './duration';
import type { StreamPolicy } from './stream-policy';

/** Four heartbeats: three may be lost before a hop gives up, and a dead peer is still noticed soon. Choice, not fact: docs/decisions. */
const HEARTBEATS_PER_IDLE_LIMIT = 4;

/** What to set an idle limit to where a hop lets us choose. */
export function idleLimitFor(policy: StreamPolicy): Duration {
  return policy.heartbeat.times(HEARTBEATS_PER_IDLE_LIMIT);
}

/** The longest heartbeat for which an idle limit of this length is the one to set. */
export function heartbeatWithin(idleLimit: Duration): Duration {
  return Duration.millis(Math.floor(idleLimit.milliseconds / HEARTBEATS_PER_IDLE_LIMIT));
}

/** Time for a process to exit after its last stream was closed, before SIGKILL. */
export const EXIT_MARGIN = Duration.seconds(10);

/** What termination must allow: leave the endpoints, close the streams over the window, exit. */
export function gracePeriodFor(policy: StreamPolicy, preStop: Duration): Duration {
  return preStop.plus(policy.drain.window).plus(EXIT_MARGIN);
}
