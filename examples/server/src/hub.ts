import { compareIds, encode, isEventId, type EventId, type LoggedEvent } from './event';
import type { EventLog } from './event-log';
import type { Stream } from './stream';

/** Events read from the log at once for a client that catches up. */
const PAGE = 50;

interface Follower {
  readonly stream: Stream;
  /** Events up to this one were read from the log before this instance was told of them. */
  readonly sentThrough: EventId | undefined;
}

/** Hands each event of the log to every stream of this instance, after what the stream's client has missed. */
export class Hub {
  private readonly live = new Map<Stream, Follower>();
  private sent = 0;

  private constructor(
    private readonly log: EventLog,
    private head: EventId,
  ) {}

  static async start(log: EventLog): Promise<{ hub: Hub; stop: () => void }> {
    const early: LoggedEvent[] = [];
    let deliver = (event: LoggedEvent): void => void early.push(event);
    const { head, stop } = await log.follow((event) => deliver(event));
    const hub = new Hub(log, head);
    deliver = (event) => hub.deliver(event);
    early.forEach(deliver);
    return { hub, stop };
  }

  get eventsSent(): number {
    return this.sent;
  }

  /** Everything after `lastEventId`, or from now on. Resolves when the client has caught up. */
  async follow(stream: Stream, lastEventId: string | undefined, greeting: { readonly retry: number }): Promise<void> {
    const known = lastEventId !== undefined && isEventId(lastEventId) ? lastEventId : undefined;
    let through = known ?? this.head;
    // The id tells a client that is cut before its first event where to resume from.
    stream.write(encode({ ...greeting, id: through }));
    if (lastEventId !== undefined && (known === undefined || (await this.log.mayMissAfter(known)))) stream.write(GAP);
    while (stream.isOpen) {
      const page = await this.log.readAfter(through, PAGE);
      for (const event of page) {
        await stream.roomToWrite();
        this.write(stream, event);
        through = event.id;
      }
      // From here to the return nothing waits, so no event can come between the log and the live stream.
      const behind = compareIds(through, this.head);
      if (page.length > 0 && behind < 0) continue;
      if (stream.isOpen) this.live.set(stream, { stream, sentThrough: behind > 0 ? through : undefined });
      return;
    }
  }

  forget(stream: Stream): void {
    this.live.delete(stream);
  }

  private deliver(event: LoggedEvent): void {
    this.head = event.id;
    for (const { stream, sentThrough } of this.live.values()) {
      if (sentThrough === undefined) this.write(stream, event);
      else if (compareIds(event.id, sentThrough) > 0) {
        this.live.set(stream, { stream, sentThrough: undefined });
        this.write(stream, event);
      }
    }
  }

  private write(stream: Stream, event: LoggedEvent): void {
    this.sent += 1;
    stream.write(event.bytes);
  }
}

/** Tells a client that it must load its state anew: what it resumes from is older than the log, or is none of ours. */
const GAP = encode({ event: 'gap', data: '{}' });
