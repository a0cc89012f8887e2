import { setTimeout as wait } from 'node:timers/promises';
import { compareIds, encode, FIRST_ID, isEventId, type EventId, type LoggedEvent, type NewEvent } from '../event';
import type { EventLog } from '../event-log';
import { RedisConnection } from './connection';
import { RedisError, type Reply } from './reply';

interface Options {
  readonly url: URL;
  /** See `logLength`. Redis keeps a few more, as it removes whole blocks only. */
  readonly events: number;
  /** The stream's key. Default `sse-ready:events`. */
  readonly key?: string;
  /** Told each time that reading on failed; it is tried again until the log is closed. */
  readonly whenLost?: (error: Error) => void;
}

/** How long one read waits for the next event; then it asks again, which shows a lost connection. */
const BLOCK_MS = 2_000;
const READ = ['XREAD', 'COUNT', '500', 'BLOCK', String(BLOCK_MS)];
const RETRY_MS = 500;

/** A Redis stream. Every instance that uses the same key resumes the clients of all others. */
export class RedisLog implements EventLog {
  private readonly commands: RedisConnection;
  private readonly tails = new Set<RedisConnection>();
  private readonly key: string;

  constructor(private readonly options: Options) {
    this.commands = new RedisConnection(options.url);
    this.key = options.key ?? 'sse-ready:events';
  }

  async append({ event, data }: NewEvent): Promise<EventId> {
    const fields = [...(event === undefined ? [] : ['event', event]), 'data', data];
    return idOf(await this.commands.sendCommand(['XADD', this.key, 'MAXLEN', '~', String(this.options.events), '*', ...fields]));
  }

  async readAfter(id: EventId, limit: number): Promise<readonly LoggedEvent[]> {
    return eventsIn(await this.commands.sendCommand(['XRANGE', this.key, `(${id}`, '+', 'COUNT', String(limit)]));
  }

  async covers(id: EventId): Promise<boolean> {
    const about = await this.commands.sendCommand(['XINFO', 'STREAM', this.key]).catch((error: unknown) => {
      // No such key: nothing was published, or all is gone.
      if (error instanceof RedisError) return null;
      throw error;
    });
    if (about === null) return id === FIRST_ID;
    if (compareIds(id, idOf(valueOf(about, 'last-generated-id'))) > 0) return false;
    const [added, length, first] = ['entries-added', 'length', 'first-entry'].map((name) => valueOf(about, name));
    return added === length || (first !== null && compareIds(id, idOf(listOf(first)[0])) >= 0);
  }

  async follow(listener: (event: LoggedEvent) => void): Promise<{ head: EventId; stop: () => void }> {
    // A read that waits holds up what comes after it on the same connection.
    const tail = new RedisConnection(this.options.url);
    this.tails.add(tail);
    const [last] = eventsIn(await tail.sendCommand(['XREVRANGE', this.key, '+', '-', 'COUNT', '1']));
    const head = last?.id ?? FIRST_ID;
    void this.readOn(tail, head, listener);
    return { head, stop: () => this.stop(tail) };
  }

  close(): Promise<void> {
    this.commands.close();
    for (const tail of this.tails) this.stop(tail);
    return Promise.resolve();
  }

  private stop(tail: RedisConnection): void {
    this.tails.delete(tail);
    tail.close();
  }

  private async readOn(tail: RedisConnection, from: EventId, listener: (event: LoggedEvent) => void): Promise<void> {
    let through = from;
    while (this.tails.has(tail)) {
      try {
        const reply = await tail.sendCommand([...READ, 'STREAMS', this.key, through]);
        for (const event of eventsIn(listOf(listOf(reply)[0])[1])) {
          through = event.id;
          listener(event);
        }
      } catch (error) {
        if (!this.tails.has(tail)) return;
        this.options.whenLost?.(error as Error);
        await wait(RETRY_MS);
      }
    }
  }
}

function eventsIn(reply: Reply | undefined): LoggedEvent[] {
  return listOf(reply).map((entry) => {
    const [id, fields] = listOf(entry);
    const event = valueOf(fields, 'event');
    const data = String(valueOf(fields, 'data') ?? '');
    return { id: idOf(id), bytes: encode({ id: idOf(id), ...(typeof event === 'string' ? { event } : {}), data }) };
  });
}

/** A value of a list of names and values. */
function valueOf(pairs: Reply | undefined, name: string): Reply | undefined {
  const list = listOf(pairs);
  const at = list.findIndex((each, index) => index % 2 === 0 && each === name);
  return at === -1 ? undefined : list[at + 1];
}

const listOf = (reply: Reply | undefined): readonly Reply[] => (Array.isArray(reply) ? (reply as readonly Reply[]) : []);

function idOf(reply: Reply | undefined): EventId {
  if (typeof reply === 'string' && isEventId(reply)) return reply;
  throw new Error(`Redis gave ${JSON.stringify(reply)} where an event's id must be`);
}
