import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from './servers';

export interface Reference {
  readonly address: string;
  /** The URLs that were asked for, with their query. */
  readonly asked: string[];
}

/** As little of the reference server as the experiments need: stamped events, Last-Event-ID, counters; instances in turn. */
export async function reference({ marked = true, instances = ['a'], notices = true } = {}): Promise<Reference> {
  const asked: string[] = [];
  const counters = { instance: 'a', aborted: 0 };
  const whenLeft = () => void (counters.aborted += Number(notices));
  let streams = 0;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (marked) response.setHeader('sse-ready-server', '1');
    const url = new URL(request.url ?? '/', 'http://server');
    if (url.pathname === '/test/stats') response.end(JSON.stringify(counters));
    else if (request.method === 'OPTIONS') response.writeHead(204, { 'access-control-allow-origin': '*' }).end();
    else stream(request, response, url.searchParams, whenLeft, instances[streams++ % instances.length] ?? '');
  });
  return { address: await listen(server), asked };
}

function stream(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  whenLeft: () => void,
  instance: string,
) {
  const parameter = (name: string, fallback: number) => Number(query.get(name) ?? fallback);
  const [count, cadence] = [parameter('count', 10), parameter('cadence', 1000)];
  let seq = Number(request.headers['last-event-id'] ?? 0);
  if (seq >= count) return void response.writeHead(204).end();
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const next = () => {
    if (seq >= parameter('silence-after', Infinity)) return;
    if (seq >= count) return void response.end('event: end\ndata: {}\n\n');
    const stamp = { seq: ++seq, sent: Date.now(), instance };
    response.write(`id: ${seq}\ndata: ${JSON.stringify(stamp)}\n\n`);
  };
  next();
  const timer = setInterval(next, cadence);
  response.on('close', () => {
    clearInterval(timer);
    if (!response.writableFinished) whenLeft();
  });
}
