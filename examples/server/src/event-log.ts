import { logLength, type StreamPolicy } from 'sse-ready';
import type { EventId, LoggedEvent, NewEvent } from './event';

/** What was published, in order, for as long as a client may want to resume from it. All instances share one. */
export interface EventLog {
  append(event: NewEvent): Promise<EventId>;
  /** The oldest events after this one, at most `limit`. */
  readAfter(id: EventId, limit: number): Promise<readonly LoggedEvent[]>;
  /** Whether this event was published, and every one after it is still there. False also where the log cannot tell. */
  covers(id: EventId): Promise<boolean>;
  /** Calls back with every event from now on, in order. Resolves with the last event before those. */
  follow(listener: (event: LoggedEvent) => void): Promise<{ readonly head: EventId; readonly stop: () => void }>;
  close(): Promise<void>;
}

/** How long the log reaches back where the policy sets no age, and no length would do. */
const ONE_HOUR = { maxAge: { limit: '1h' }, heartbeat: '15s' };

/** How many events the log keeps. */
export function eventsToKeep(policy: StreamPolicy, eventsPerSecond: number): number {
  const needed = logLength(policy, eventsPerSecond);
  return needed === 'unbounded' ? eventsToKeep(policy.with(ONE_HOUR), eventsPerSecond) : needed;
}
