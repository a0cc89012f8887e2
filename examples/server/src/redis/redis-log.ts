import { ErrorReply } from '@redis/client';
import { setTimeout as wait } from 'node:timers/promises';
import { compareIds, encode, FIRST_ID, isEventId, type EventId, type LoggedEvent, type NewEvent } from '../event';
import type { EventLog } from '../event-log';
import { connectRedis, type RedisClient } from './connect';

export interface RedisLogOptions {
  readonly url: URL;
  /** See `eventsToKeep`. Redis keeps a few more, as it removes whole blocks only. */
  readonly events: number;
  /** The stream's key. Default `sse-ready:events`. */
  readonly key?: string;
  /** Told each time that a connection or reading on failed; it is tried again until the log is closed. */
  readonly whenLost?: (error: Error) => void;
}

/** How long one read waits for the next event; then it asks again, which shows a lost connection. */
const READ = { COUNT: 500, BLOCK: 2_000 };
const RETRY_MS = 500;

/** A Redis stream. Every instance that uses the same key resumes the clients of all others. */
export class RedisLog implements EventLog {
  private readonly tails = new Set<RedisClient>();
  private readonly key: string;

  private constructor(
    private readonly options: RedisLogOptions,
    private readonly commands: RedisClient,
  ) {
    this.key = options.key ?? 'sse-ready:events';
  }

  /** Rejects when Redis cannot be reached. */
  static async connect(options: RedisLogOptions): Promise<RedisLog> {
    return new RedisLog(options, await connectRedis(options.url, (error) => options.whenLost?.(error)));
  }

  async append({ event, data }: NewEvent): Promise<EventId> {
    const TRIM = { strategy: 'MAXLEN', strategyModifier: '~', threshold: this.options.events } as const;
    return idOf(await this.commands.xAdd(this.key, '*', { ...(event === undefined ? {} : { event }), data }, { TRIM }));
  }

  async readAfter(id: EventId, limit: number): Promise<readonly LoggedEvent[]> {
    return ((await this.commands.xRange(this.key, `(${id}`, '+', { COUNT: limit })) ?? []).map(logged);
  }

  async covers(id: EventId): Promise<boolean> {
    const about = await this.commands.xInfoStream(this.key).catch((error: unknown) => {
      // No such key: nothing was published, or all is gone.
      if (error instanceof ErrorReply) return undefined;
      throw error;
    });
    if (about === undefined) return id === FIRST_ID;
    if (compareIds(id, idOf(about['last-generated-id'])) > 0) return false;
    const first = about['first-entry'];
    return Number(about['entries-added']) === Number(about.length) || (first !== null && compareIds(id, idOf(first.id)) >= 0);
  }

  async follow(listener: (event: LoggedEvent) => void): Promise<{ head: EventId; stop: () => void }> {
    // A read that waits holds up what comes after it on the same connection.
    const tail = await connectRedis(this.options.url, (error) => this.options.whenLost?.(error));
    this.tails.add(tail);
    const [last] = (await tail.xRevRange(this.key, '+', '-', { COUNT: 1 })) ?? [];
    const head = last === undefined ? FIRST_ID : idOf(last.id);
    void this.readOn(tail, head, listener);
    return { head, stop: () => this.stop(tail) };
  }

  close(): Promise<void> {
    if (this.commands.isOpen) this.commands.destroy();
    for (const tail of this.tails) this.stop(tail);
    return Promise.resolve();
  }

  private stop(tail: RedisClient): void {
    if (this.tails.delete(tail)) tail.destroy();
  }

  private async readOn(tail: RedisClient, from: EventId, listener: (event: LoggedEvent) => void): Promise<void> {
    let through = from;
    while (this.tails.has(tail)) {
      try {
        const [stream] = (await tail.xRead({ key: this.key, id: through }, READ)) ?? [];
        for (const entry of (stream?.messages ?? []) as readonly Entry[]) {
          const event = logged(entry);
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

interface Entry {
  readonly id: unknown;
  readonly message: Readonly<Record<string, unknown>>;
}

function logged({ id, message: { event, data } }: Entry): LoggedEvent {
  const name = typeof event === 'string' ? { event } : {};
  return { id: idOf(id), bytes: encode({ id: idOf(id), ...name, data: typeof data === 'string' ? data : '' }) };
}

function idOf(value: unknown): EventId {
  if (typeof value === 'string' && isEventId(value)) return value;
  throw new Error(`Redis gave ${JSON.stringify(value)} where an event's id must be`);
}
