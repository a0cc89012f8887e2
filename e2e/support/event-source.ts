import { request, type IncomingMessage } from 'node:http';
import { createParser } from 'eventsource-parser';

/** A client that comes back by itself as an EventSource does: after the server's retry time, with the last id. */
export class Returning {
  /** The data of every event without a name, in the order of their arrival. */
  readonly data: string[] = [];
  /** Every answer that was no stream: an EventSource gives up at the first. */
  readonly refusals: string[] = [];
  /** The event that says that some may be missing. */
  gaps = 0;
  connections = 0;
  private lastId = '';
  private retryMs = 1_000;
  private isClosed = false;
  private response: IncomingMessage | undefined;

  constructor(private readonly url: string) {
    this.connect();
  }

  /** Whether a stream was open at least once. */
  get hasBegun(): boolean {
    return this.lastId !== '';
  }

  close(): void {
    this.isClosed = true;
    this.response?.destroy();
  }

  private connect(): void {
    if (this.isClosed) return;
    this.connections += 1;
    const headers = { accept: 'text/event-stream', ...(this.lastId === '' ? {} : { 'last-event-id': this.lastId }) };
    request(this.url, { agent: false, headers }, (response) => this.read(response))
      .on('error', ({ message }) => this.again(message))
      .end();
  }

  private read(response: IncomingMessage): void {
    this.response = response;
    if (response.statusCode !== 200) this.refusals.push(`status ${response.statusCode}`);
    let rest = '';
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event === undefined) this.data.push(data);
        if (event === 'gap') this.gaps += 1;
      },
      onRetry: (retry) => (this.retryMs = retry),
    });
    // The parser tells of ids with events only; a client keeps that of a block without data too.
    response.setEncoding('utf8').on('data', (text: string) => {
      parser.feed(text);
      rest += text;
      const end = rest.lastIndexOf('\n\n') + 1;
      this.lastId = [...rest.slice(0, end).matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? this.lastId;
      rest = rest.slice(end);
    });
    response.on('error', () => undefined).once('close', () => this.again());
  }

  private again(refusal?: string): void {
    if (this.isClosed) return;
    if (refusal !== undefined) this.refusals.push(refusal);
    setTimeout(() => this.connect(), this.retryMs);
  }
}
