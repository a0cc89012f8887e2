import { compareIds, encode, isEventId, type EventId, type LoggedEvent } from './event';
import type { EventLog } from './event-log';
import type { Stream } from './stream';

/** Events read from the log at once for a client that catches up. */
const PAGE = 50;

/** What is written to a stream at once, at most, unless one event is longer: a client that does not read is sent no more. */
const BATCH_BYTES = 16_384;

/** Hands each event of the log to every stream of this instance, after what the stream's client has missed. */
export class Hub {
  private readonly live = new Set<Stream>();
  /** Streams that were sent events from the log before this instance was told of them, with the last of those. */
  private readonly ahead = new Map<Stream, EventId>();
  private sent = 0;
  /** Events of this tick that the live streams have not been sent yet: one write for all costs little more than for one. */
  private batch: Buffer[] = [];
  private batchBytes = 0;

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
    const isCovered = lastEventId === undefined || (known !== undefined && (await this.log.covers(known)));
    // An id that no log wrote yet would have to be waited for.
    let through = known === undefined || (!isCovered && compareIds(known, this.head) > 0) ? this.head : known;
    // The id tells a client that is cut before its first event where to resume from.
    stream.write(encode({ ...greeting, id: through }));
    if (!isCovered) stream.write(GAP);
    while (stream.isOpen) {
      const headBefore = this.head;
      const page = await this.log.readAfter(through, PAGE);
      for (const event of page) {
        await stream.roomToWrite();
        stream.write(event.bytes);
        this.sent += 1;
        through = event.id;
      }
      // From here to the return nothing waits, so no event can come between the log and the live stream.
      const behind = compareIds(through, this.head);
      // Nothing after `through`, and nothing new since that was asked: what came between has left the log.
      const isTrimmed = page.length === 0 && this.head === headBefore;
      if (behind < 0 && !isTrimmed) continue;
      if (!stream.isOpen) return;
      if (behind > 0) this.ahead.set(stream, through);
      else this.join(stream);
      return;
    }
  }

  forget(stream: Stream): void {
    this.live.delete(stream);
    this.ahead.delete(stream);
  }

  private deliver(event: LoggedEvent): void {
    this.head = event.id;
    if (this.batch.length === 0) process.nextTick(() => this.flush());
    this.batch.push(event.bytes);
    this.batchBytes += event.bytes.length;
    if (this.batchBytes >= BATCH_BYTES) this.flush();
    for (const [stream, through] of this.ahead) {
      const order = compareIds(event.id, through);
      if (order < 0) continue;
      if (order > 0) stream.write(event.bytes);
      this.ahead.delete(stream);
      this.join(stream);
    }
  }

  /** It has what the batch holds. */
  private join(stream: Stream): void {
    this.flush();
    this.live.add(stream);
  }

  private flush(): void {
    const [only, ...more] = this.batch;
    if (only === undefined) return;
    const bytes = more.length === 0 ? only : Buffer.concat(this.batch, this.batchBytes);
    this.sent += this.live.size * this.batch.length;
    this.batch = [];
    this.batchBytes = 0;
    for (const stream of this.live) stream.write(bytes);
  }
}

/** Tells a client that it must load its state anew: what it resumes from is older than the log, or is none of ours. */
const GAP = encode({ event: 'gap', data: '{}' });
