import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { Observation, Purpose } from '../../src/probe/observation';
import { MOST_CONNECTIONS, observe, type ObserveOptions } from '../../src/probe/observe';
import type { Entry } from '../../src/probe/recording/entry';
import { readRecording } from '../../src/probe/recording/read';
import { unusable } from '../../src/probe/unusable';
import { selfSigned } from './support/certificate';
import { reference } from './support/reference';
import { CHUNKED, chunk, closeServers, listen, rawServer } from './support/servers';
import { all, closeOf } from './support/visit';

afterEach(closeServers);
jest.setTimeout(30_000);

type More = Partial<Omit<ObserveOptions, 'target'>> & { readonly target?: Partial<ObserveOptions['target']> };

async function probe(url: string, { target, ...more }: More = {}, signal = new AbortController().signal) {
  const entries: Entry[] = [];
  const options = { durationMs: 2_500, ...more, target: { url: new URL(url), ...target } };
  const observation = await observe(options, (entry) => entries.push(entry), signal);
  const recording = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  return { observation, recording };
}

const made = ({ connections }: Observation, purpose: Purpose) => connections.filter((each) => each.purpose === purpose);
const purposes = ({ connections }: Observation) => [...new Set(connections.map(({ purpose }) => purpose))].sort();

/** What every foreign stream is looked at for. */
const FOREIGN: readonly Purpose[] = ['br', 'fresh', 'gzip', 'returning', 'staggered', 'stream'];

/** A foreign event stream at 20 events a second; `asked` are the requests it got. */
async function foreign(asked: string[] = []): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let id = Number(request.headers['last-event-id'] ?? 0);
    const timer = setInterval(() => response.write(`id: ${++id}\ndata: x\n\n`), 50);
    response.on('close', () => clearInterval(timer));
  });
  return listen(server);
}

test('the reference server is asked for all of it', async () => {
  const server = await reference();
  const { observation, recording } = await probe(`http://${server.address}/test/stream?cadence=100`);
  const more: Purpose[] = [
    'cancel',
    'cut',
    'again',
    'finite',
    'idle',
    'idle-without-heartbeat',
    'large',
    'reconnect',
    'resume',
    'resume-elsewhere',
    'stats',
  ];
  expect(purposes(observation)).toEqual([...FOREIGN, ...more].sort());
  expect(readRecording(recording)).toEqual({ observation });

  const returning = made(observation, 'returning');
  expect(returning.map(({ follows }) => made(observation, 'fresh').some(({ id }) => id === follows))).toEqual(
    returning.map(() => true),
  );

  const [finite] = made(observation, 'finite');
  expect(finite && all(finite, 'event').map(({ name, stamp }) => name ?? stamp?.seq)).toEqual([1, 2, 3, 4, 5, 'end']);
  expect(made(observation, 'reconnect').map((each) => all(each, 'headers')[0]?.status)).toEqual([204]);

  const [cut, resume] = [made(observation, 'cut')[0], made(observation, 'resume')[0]];
  expect(cut && all(cut, 'event').at(-1)?.stamp?.seq).toBe(3);
  expect(resume && all(resume, 'event')[0]?.stamp?.seq).toBe(4);
  expect(resume?.request.headers).toMatchObject({ 'last-event-id': '3' });

  const counted = made(observation, 'stats').map(({ stats }) => Number(stats?.['aborted']));
  expect(counted.at(-1)).toBeGreaterThan(counted[0] ?? Infinity);
  const [idle] = made(observation, 'idle');
  expect(idle && all(idle, 'event')).toHaveLength(2);
});

test('as many connections as it says are made, and no more: of a foreign endpoint', async () => {
  const server = createSecureServer(selfSigned(), (_request, response) => {
    response.setHeader('content-type', 'text/event-stream');
    response.write('data: x\n\n');
    setTimeout(() => response.end(), 500);
  });
  const { observation } = await probe(`https://${await listen(server)}/events`, { target: { tls: { insecure: true } } });
  expect(observation.connections).toHaveLength(MOST_CONNECTIONS.foreign);
});

test('the same of the reference server, where it is one that never hears of clients that leave', async () => {
  const server = await reference({ notices: false });
  const url = `http://${server.address}/test/stream?cadence=100&x-accel-buffering=absent`;
  const { observation } = await probe(url, { durationMs: 7_000 });
  // Without TLS there is no other version to try.
  expect(observation.connections).toHaveLength(MOST_CONNECTIONS.reference - 1);
  // More new clients come while they have met one instance only.
  expect(made(observation, 'fresh')).toHaveLength(1 + 16);
});

test('each new client is back before the next one comes', async () => {
  const server = await reference({ instances: ['a', 'b'] });
  const { observation } = await probe(`http://${server.address}/test/stream`);
  const clients = observation.connections.filter(({ purpose }) => purpose === 'fresh' || purpose === 'returning').slice(1);
  expect(clients).toHaveLength(2 * 6);
  expect(clients.map(({ purpose }) => purpose)).toEqual(clients.map((_, index) => (index % 2 === 0 ? 'fresh' : 'returning')));
});

test('it is known by its events where a hop drops its header', async () => {
  const server = await reference({ marked: false });
  const { observation } = await probe(`http://${server.address}/test/stream`, { durationMs: 1_000 });
  expect(purposes(observation)).toContain('stats');
});

test('it is known by its path where a hop holds everything', async () => {
  const asked: string[] = [];
  const address = await rawServer((socket, request) => {
    asked.push(request.split('\r\n')[0] ?? '');
    if (request.includes('count=5')) socket.end(CHUNKED + chunk('id: 1\ndata: x\n\n'));
  });
  const { observation } = await probe(`http://${address}/test/stream`);
  expect(asked[0]).toBe('GET /test/stream HTTP/1.1');
  expect(purposes(observation)).toEqual(expect.arrayContaining(['finite', 'stream']));
});

test.each(['/events', '/test/stream'])('a foreign server at %s gets the URL as it is, and nothing else', async (path) => {
  const asked: string[] = [];
  const { observation } = await probe(`http://${await foreign(asked)}${path}`, { durationMs: 1_000 });
  expect(new Set(asked)).toEqual(new Set([`GET ${path}`]));
  expect(purposes(observation)).toEqual(FOREIGN);
});

test('a foreign stream is cut and resumed when the user says so', async () => {
  const { observation } = await probe(`http://${await foreign()}/`, { durationMs: 2_000, resume: true, cutAfterMs: 400 });
  const [cut, resume] = [made(observation, 'cut')[0], made(observation, 'resume')[0]];
  const last = cut && all(cut, 'event').at(-1)?.id;
  expect(Number(last)).toBeGreaterThan(3);
  expect(resume?.request.headers).toMatchObject({ 'last-event-id': last });
});

test('a request with a body is sent once', async () => {
  const asked: string[] = [];
  const target = { method: 'POST', body: Buffer.from('{}') };
  const { observation } = await probe(`http://${await foreign(asked)}/`, { target, durationMs: 1_000 });
  expect(asked).toEqual(['POST /']);
  expect(purposes(observation)).toEqual(['stream']);
});

test('a preflight is sent as a browser sends it: without credentials', async () => {
  const server = await reference();
  const target = { headers: { authorization: 'Bearer secret-token' } };
  const { observation } = await probe(`http://${server.address}/events`, {
    target,
    durationMs: 1_000,
    origin: 'https://page.example',
  });
  const [preflight] = made(observation, 'preflight');
  expect(preflight?.request).toMatchObject({ method: 'OPTIONS', headers: { origin: 'https://page.example' } });
  expect(preflight?.request.headers).not.toHaveProperty('authorization');
  expect(preflight && all(preflight, 'headers')).toMatchObject([{ status: 204 }]);
});

test('with a jar all but new clients are one client', async () => {
  const cookies: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    cookies.push(request.headers.cookie);
    response
      .writeHead(200, { 'content-type': 'text/event-stream', 'set-cookie': `client=${cookies.length}` })
      .write('data: x\n\n');
  });
  await probe(`http://${await listen(server)}/`, { durationMs: 1_000, cookieJar: true });
  // The stream itself and two new clients.
  expect(cookies.filter((cookie) => cookie === undefined)).toHaveLength(3);
});

test('nothing outlives the time it was given, and no limit of a hung connection adds to it', async () => {
  let open = 0;
  const address = await rawServer((socket, request) => {
    open += 1;
    socket.on('close', () => (open -= 1));
    if (!request.includes('gzip')) socket.write(CHUNKED + chunk('data: x\n\n'));
  });
  const { observation } = await probe(`http://${address}/`, { durationMs: 1_000 });
  expect(observation.connections.every((each) => all(each, 'close').length === 1)).toBe(true);
  expect(
    Math.max(...observation.connections.map((each) => each.startedAt + (all(each, 'close')[0]?.at ?? Infinity))),
  ).toBeLessThan(3_000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(open).toBe(0);
});

test('Ctrl-C gives what is known, at once', async () => {
  const interrupt = new AbortController();
  const server = await reference();
  setTimeout(() => interrupt.abort(), 700);
  const { observation, recording } = await probe(
    `http://${server.address}/test/stream`,
    { durationMs: 600_000 },
    interrupt.signal,
  );
  expect(observation.interrupted).toBe(true);
  expect(made(observation, 'stream').map((each) => closeOf(each).reason)).toEqual(['interrupted']);
  expect(made(observation, 'stream').map((each) => all(each, 'event').length)).not.toEqual([0]);
  expect(readRecording(recording)).toEqual({ observation });
});

test('what is no event stream is asked once', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/login') response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>');
    else response.writeHead(302, { location: '/login' }).end();
  });
  const address = await listen(server);
  const { observation } = await probe(`http://${address}/events`);
  expect(asked).toEqual(['/events', '/login']);
  expect(unusable(observation)).toBeDefined();
});

test('nobody comes back after an error', async () => {
  const address = await listen(createServer((_request, response) => void response.writeHead(503).end('busy')));
  const { observation } = await probe(`http://${address}/events`);
  expect(made(observation, 'reconnect')).toEqual([]);
});
