import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Stream, type Ending } from './stream';

/** Why a server ends a stream that could go on. */
export type Reason = 'max-age' | 'drain';

/** What a stream does over time. */
export interface Life {
  /** Milliseconds between two heartbeats; undefined for none. */
  readonly heartbeat: number | undefined;
  /** Milliseconds; undefined for no end. */
  readonly maxAge: number | undefined;
  /** Default true. False is the fault of a server that never learns of a client that left. */
  readonly noticesClose?: boolean;
  beat(stream: Stream): void;
  /** Ends the stream with an explicit last event. */
  sayGoodbye(stream: Stream, reason: Reason): void;
  whenClosed?(stream: Stream): void;
}

/** All open streams of one server: how many there may be, how they age, how they are handed over. */
export class Streams {
  private readonly lives = new Map<Stream, Life>();
  private readonly endings: Record<Ending, number> = { ended: 0, aborted: 0, dropped: 0, cut: 0 };
  private opened = 0;
  private refused = 0;
  /** Counted as open for ever: the fault of a server that never learns. */
  private unnoticed = 0;
  private draining = false;
  private whenEmpty = (): void => undefined;

  constructor(
    private readonly maxStreams: number,
    private readonly maxBufferedBytes: number,
  ) {}

  get isDraining(): boolean {
    return this.draining;
  }

  get counts() {
    return { open: this.lives.size + this.unnoticed, opened: this.opened, refused: this.refused, ...this.endings };
  }

  /** False, and counted as refused, when there are as many as there may be. */
  hasRoom(): boolean {
    if (this.lives.size < this.maxStreams) return true;
    this.refused += 1;
    return false;
  }

  open(response: ServerResponse, life: Life): Stream {
    const timers: NodeJS.Timeout[] = [];
    const stream = new Stream(response, this.maxBufferedBytes, (ending) => {
      timers.forEach(clearTimeout);
      life.whenClosed?.(stream);
      this.lives.delete(stream);
      if (life.noticesClose === false) this.unnoticed += 1;
      else this.endings[ending] += 1;
      if (this.lives.size === 0) this.whenEmpty();
    });
    this.lives.set(stream, life);
    this.opened += 1;
    if (life.heartbeat !== undefined) timers.push(setInterval(() => life.beat(stream), life.heartbeat));
    if (life.maxAge !== undefined) timers.push(setTimeout(() => life.sayGoodbye(stream, 'max-age'), life.maxAge));
    return stream;
  }

  /** Ends every stream, spread evenly over the window in random order; what does not end is destroyed `lastReadMs` later. */
  async drain(windowMs: number, lastReadMs: number): Promise<void> {
    this.draining = true;
    const all = shuffled([...this.lives]);
    if (all.length === 0) return;
    const empty = new Promise<void>((resolve) => (this.whenEmpty = resolve));
    const timers = all.map(([stream, life], index) =>
      setTimeout(() => life.sayGoodbye(stream, 'drain'), (windowMs * index) / all.length),
    );
    const late = new AbortController();
    await Promise.race([empty, wait(windowMs + lastReadMs, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
    timers.forEach(clearTimeout);
    this.destroyAll('dropped');
    await empty;
  }

  destroyAll(ending: 'dropped' | 'cut'): void {
    for (const stream of this.lives.keys()) stream.destroy(ending);
  }
}

/** The order of opening must not become the order of closing: clients of one gateway often arrive together. */
function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
