import { compareIds, encode, FIRST_ID, type EventId, type LoggedEvent, type NewEvent } from './event';
import type { EventLog } from './event-log';

interface Bounds {
  /** See `eventsToKeep`. */
  readonly events: number;
  /** Default 64 MiB: whichever bound is reached first. */
  readonly bytes?: number;
}

/** A log for one process. Several servers in it may share one log. */
export class MemoryLog implements EventLog {
  private events: LoggedEvent[] = [];
  /** How many at the beginning of `events` have left the log. */
  private left = 0;
  private bytes = 0;
  private lastLeft = FIRST_ID;
  private head = FIRST_ID;
  private readonly listeners = new Set<(event: LoggedEvent) => void>();

  constructor(private readonly bounds: Bounds) {}

  append(event: NewEvent): Promise<EventId> {
    const id = idAfter(this.head);
    const logged = { id, bytes: encode({ ...event, id }) };
    this.head = id;
    this.events.push(logged);
    this.bytes += logged.bytes.length;
    this.trim();
    for (const tell of this.listeners) tell(logged);
    return Promise.resolve(id);
  }

  readAfter(id: EventId, limit: number): Promise<readonly LoggedEvent[]> {
    const start = this.indexAfter(id);
    return Promise.resolve(this.events.slice(start, start + limit));
  }

  covers(id: EventId): Promise<boolean> {
    return Promise.resolve(compareIds(id, this.lastLeft) >= 0 && compareIds(id, this.head) <= 0);
  }

  follow(listener: (event: LoggedEvent) => void): Promise<{ head: EventId; stop: () => void }> {
    this.listeners.add(listener);
    return Promise.resolve({ head: this.head, stop: () => void this.listeners.delete(listener) });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private trim(): void {
    const { events, bytes = 64 * 2 ** 20 } = this.bounds;
    for (let oldest = this.events[this.left]; oldest !== undefined; oldest = this.events[this.left]) {
      if (this.events.length - this.left <= events && this.bytes <= bytes) break;
      this.left += 1;
      this.bytes -= oldest.bytes.length;
      this.lastLeft = oldest.id;
    }
    // Moving the rest down at every event would cost the length of the log each time.
    if (this.left > this.events.length / 2) {
      this.events = this.events.slice(this.left);
      this.left = 0;
    }
  }

  /** By halves: a log may hold tens of thousands, and every client that returns asks. */
  private indexAfter(id: EventId): number {
    let [low, high] = [this.left, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const found = this.events[middle];
      if (found !== undefined && compareIds(found.id, id) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Grows even when the clock is set back. */
function idAfter(last: EventId): EventId {
  const [time = 0, number = 0] = last.split('-').map(Number);
  const now = Date.now();
  return now > time ? `${now}-0` : `${time}-${number + 1}`;
}
