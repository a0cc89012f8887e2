import type { ServerResponse } from 'node:http';

/** How a stream ended. */
export type Ending =
  /** By the server, with all that it had to say. */
  | 'ended'
  /** By the client, or on the way to it. */
  | 'aborted'
  /** By the server, because the client did not read. */
  | 'dropped'
  /** By the server, without a regular end: the test endpoints only. */
  | 'cut';

/** A client has this long to read the last event. Half of what the policy leaves a process to exit after its last stream. */
export const LAST_READ_MS = 5_000;

/** One open response. Never holds more than `maxBufferedBytes` and one write for a client that does not read. */
export class Stream {
  /** How this side ended it, unless regularly. */
  private forced: Ending | undefined;
  private isFull = false;
  private last: NodeJS.Timeout | undefined;

  constructor(
    private readonly response: ServerResponse,
    private readonly maxBufferedBytes: number,
    whenClosed: (ending: Ending) => void,
  ) {
    response.once('close', () => {
      clearTimeout(this.last);
      whenClosed(this.forced ?? (response.writableFinished ? 'ended' : 'aborted'));
    });
    // A reset by the client is no error of ours, and `close` follows.
    response.on('error', () => undefined);
  }

  get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  write(bytes: Buffer): void {
    if (!this.isOpen) return;
    // Its length is asked for only after a write that did not fit: most of the time this is all that an event costs.
    if (this.isFull && this.response.writableLength > this.maxBufferedBytes) this.destroy('dropped');
    else this.isFull = !this.response.write(bytes);
  }

  /** Resolves when the client has read enough to be sent more, or is gone. */
  async roomToWrite(): Promise<void> {
    if (!this.isOpen || !this.response.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      const goOn = (): void => {
        this.response.off('drain', goOn).off('close', goOn);
        resolve();
      };
      this.response.on('drain', goOn).on('close', goOn);
    });
  }

  /** Ends regularly. A client that does not read that is dropped. */
  end(bytes?: Buffer): void {
    if (!this.isOpen) return;
    this.response.end(bytes);
    this.last = setTimeout(() => this.destroy('dropped'), LAST_READ_MS);
  }

  /** Closes the connection in the middle of the response, as a dying process does. */
  cut(): void {
    this.forced = 'cut';
    this.response.socket?.destroySoon();
  }

  /** The same by a TCP reset. */
  reset(): void {
    this.forced = 'cut';
    this.response.socket?.resetAndDestroy();
  }

  destroy(ending: 'dropped' | 'cut'): void {
    this.forced ??= ending;
    this.response.destroy();
  }
}
