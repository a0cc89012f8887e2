import type { StreamPolicy } from 'sse-ready';
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

/** Where the policy sets no age. */
const ONE_HOUR_MS = 3_600_000;

/** How many events a log keeps: as many as can be published while one stream grows as old as the policy lets it. */
export function logLength({ maxAge }: StreamPolicy, eventsPerSecond: number): number {
  const horizon = maxAge.limit === 'disabled' ? ONE_HOUR_MS : maxAge.limit.milliseconds;
  return Math.max(1, Math.ceil((horizon / 1000) * eventsPerSecond));
}
