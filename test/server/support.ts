import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { StreamPolicy, type StreamPolicyProps } from 'sse-ready';
import { startServer, type RunningServer, type ServerOptions } from '../../examples/server/src/server';

/** Everything that takes hours in production takes parts of a second here, in the same proportions. */
export function quickPolicy(changes: Partial<StreamPolicyProps> = {}): StreamPolicy {
  return new StreamPolicy({
    paths: ['/events'],
    heartbeat: '40ms',
    maxAge: { limit: '1h' },
    drain: { window: '400ms', retry: { min: '10ms', max: '20ms' } },
    ...changes,
  });
}

const running: RunningServer[] = [];

export async function serve(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer({ policy: quickPolicy(), testEndpoints: true, publishToken: 'publisher', ...options });
  running.push(server);
  return server;
}

export const closeAll = async (): Promise<void> => void (await Promise.all(running.splice(0).map((server) => server.close())));

interface RequestOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export function respond(url: string, { method = 'GET', headers = {}, body }: RequestOptions = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers, agent: false }, resolve).on('error', reject).end(body);
  });
}

export interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export async function ask(url: string, options?: RequestOptions): Promise<Answer> {
  const response = await respond(url, options);
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() };
}

/** A client that reads a stream as a browser does, but for coming back by itself. */
export class Client {
  readonly events: EventSourceMessage[] = [];
  readonly retries: number[] = [];
  comments = 0;
  text = '';
  /** How the response ended. */
  readonly closed: Promise<'clean' | 'cut'>;
  private wake = (): void => undefined;
  private isClosed = false;

  private constructor(readonly response: IncomingMessage) {
    const parser = createParser({
      onEvent: (event) => void this.events.push(event),
      onRetry: (retry) => void this.retries.push(retry),
      onComment: () => void (this.comments += 1),
    });
    response.setEncoding('utf8').on('data', (text: string) => {
      this.text += text;
      parser.feed(text);
      this.wake();
    });
    response.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      response.once('close', () => {
        this.isClosed = true;
        this.wake();
        resolve(response.complete ? 'clean' : 'cut');
      });
    });
  }

  static async open(url: string, options?: RequestOptions): Promise<Client> {
    const response = await respond(url, options);
    if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}`);
    return new Client(response);
  }

  /** Resolves once this holds; rejects when the stream ends before it does. */
  async until(holds: (client: Client) => boolean): Promise<this> {
    while (!holds(this)) {
      if (this.isClosed) throw new Error(`the stream ended before that; it held:\n${this.text}`);
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    return this;
  }

  /** The id that a browser would come back with: of the last block that had one, event or not. */
  get lastId(): string {
    return [...this.text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? '';
  }

  get data(): string[] {
    return this.events.filter(({ event }) => event === undefined).map(({ data }) => data);
  }

  leave(): void {
    this.response.destroy();
  }
}

/** The sequence numbers of a test stream. */
export const numbers = ({ data }: Client): number[] => data.map((text) => (JSON.parse(text) as { seq: number }).seq);

export async function stats({ url }: RunningServer): Promise<Record<string, number>> {
  return JSON.parse((await ask(`${url}/test/stats`)).body) as Record<string, number>;
}

/** Asks again until this holds; the test's own limit ends what never does. */
export async function eventually<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
