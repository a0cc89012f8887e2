import { connect } from 'node:net';
import { NAMES } from '../../examples/server/src/testing/parameters';
import { PLAIN_PARAMETERS } from '../../src/probe/client/redact';
import { ask, Client, closeAll, numbers, quickPolicy, serve } from './support';

jest.setTimeout(30_000);

afterEach(closeAll);

async function open(query: string, headers: Readonly<Record<string, string>> = {}): Promise<Client> {
  const { url } = await serve({ instance: 'one' });
  return Client.open(`${url}/test/stream?${query}`, { headers });
}

test('a sequence with its stamps, its size and its explicit last event', async () => {
  const before = Date.now();
  const client = await open('cadence=20&count=4&size=200');
  expect(await client.closed).toBe('clean');
  expect(client.events.map(({ id, event }) => id ?? event)).toEqual(['1', '2', '3', '4', 'end']);
  for (const text of client.data) {
    expect(Buffer.byteLength(text)).toBe(200);
    const { seq, sent, instance } = JSON.parse(text) as { seq: number; sent: number; instance: string };
    expect({ seq: Number.isInteger(seq), instance }).toEqual({ seq: true, instance: 'one' });
    expect(sent).toBeGreaterThanOrEqual(before);
  }
  expect(client.response.headers['sse-ready-server']).toBe('1');
});

test('Last-Event-ID continues the sequence; after its end there is nothing to come back for', async () => {
  expect(numbers(await closed('cadence=5&count=6', { 'last-event-id': '4' }))).toEqual([5, 6]);
  const { url } = await serve();
  expect(await ask(`${url}/test/stream?count=6`, { headers: { 'last-event-id': '6' } })).toMatchObject({ status: 204, body: '' });
});

async function closed(query: string, headers?: Readonly<Record<string, string>>): Promise<Client> {
  const client = await open(query, headers);
  await client.closed;
  return client;
}

test.each([
  ['event', 'clean', true, true],
  ['clean', 'clean', false, true],
  ['cut', 'cut', false, true],
  ['rst', 'cut', false, true],
  ['partial', 'cut', false, false],
])('end=%s', async (end, how, lastEvent, wholeEvents) => {
  const client = await open(`cadence=5&count=3&end=${end}`);
  expect(await client.closed).toBe(how);
  expect(numbers(client)).toEqual([1, 2, 3]);
  expect(client.events.some(({ event }) => event === 'end')).toBe(lastEvent);
  expect(client.text.endsWith('\n\n')).toBe(wholeEvents);
});

test('a reset is a reset, a cut is none', async () => {
  const { url } = await serve();
  const how = (end: string) =>
    new Promise<string | undefined>((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1').resume();
      socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code)).on('end', () => resolve('FIN'));
      socket.write(`GET /test/stream?cadence=5&count=1&end=${end} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    });
  expect([await how('rst'), await how('cut')]).toEqual(['ECONNRESET', 'FIN']);
});

test('a stream that is compressed outlives its heartbeats', async () => {
  const { url } = await serve();
  const query = 'cadence=1&count=1&heartbeat=1&size=1048576&fault=no-compression-on-stream';
  await Promise.all(
    Array.from({ length: 5 }, () => ask(`${url}/test/stream?${query}`, { headers: { 'accept-encoding': 'gzip' } })),
  );
  expect(await ask(`${url}/livez`)).toMatchObject({ status: 200 });
});

test('end=never and silence-after stay open with heartbeats alone', async () => {
  const never = await open('cadence=5&count=2&end=never&heartbeat=10');
  const silent = await open('cadence=5&count=9&silence-after=2&heartbeat=10');
  for (const client of [never, silent]) {
    await client.until(({ data }) => data.length === 2);
    const { comments } = client;
    await client.until((each) => each.comments > comments + 3);
    expect(numbers(client)).toEqual([1, 2]);
  }
});

test('headers wait for as long as asked, and a client that leaves meanwhile is forgotten', async () => {
  const { url } = await serve();
  const leaving = Client.open(`${url}/test/stream?delay-headers=3600000`).catch(() => 'left');
  const order: string[] = [];
  await Promise.all([
    Client.open(`${url}/test/stream?delay-headers=200`).then(() => order.push('late')),
    Client.open(`${url}/test/stream`).then(() => order.push('at once')),
  ]);
  expect(order).toEqual(['at once', 'late']);
  await closeAll();
  expect(await leaving).toBe('left');
});

test('headers against proxies can be left out, to see what proxies do without them', async () => {
  const client = await open('x-accel-buffering=absent&cache-control=no-cache');
  expect(client.response.headers).toMatchObject({ 'cache-control': 'no-cache' });
  expect(client.response.headers).not.toHaveProperty('x-accel-buffering');
});

test('a drain ends a test stream with its last event', async () => {
  const server = await serve({ policy: quickPolicy({ drain: { window: '10ms' } }) });
  const client = await Client.open(`${server.url}/test/stream?cadence=1000`);
  await client.until(({ data }) => data.length === 1);
  await Promise.all([server.drain(), client.closed]);
  expect(client.events.at(-1)).toMatchObject({ event: 'end', data: '{"reason":"drain"}' });
});

test.each([
  ['count=-1', '"count" must be a whole number from 0 to 1000000'],
  ['count=1e3', '"count" must be'],
  ['count=9999999999999999999', '"count" must be'],
  ['cadence=0', '"cadence" must be a whole number from 1 to 3600000'],
  ['cadence=', '"cadence" must be'],
  ['size=1048577', '"size" must be a whole number from 0 to 1048576'],
  ['size=1&size=2', '"size" is given more than once'],
  ['end=maybe', '"end" must be one of event, clean, cut, partial, rst, never'],
  ['cadance=1', 'there is no parameter "cadance"; there are cadence,'],
  ['fault=toString', 'there is no fault "toString"; there are event-stream-headers,'],
  ['fault=http2-at-edge', 'this server speaks HTTP/1.1 only'],
])('%s is refused', async (query, message) => {
  const { url } = await serve();
  const { status, body } = await ask(`${url}/test/stream?${query}`);
  expect(status).toBe(400);
  expect((JSON.parse(body) as { error: string }).error).toContain(message);
});

test('an id that is none of this stream is refused', async () => {
  const { url } = await serve();
  expect(await ask(`${url}/test/stream`, { headers: { 'last-event-id': '1-0' } })).toMatchObject({ status: 400 });
});

test('the test endpoints are off unless they are asked for', async () => {
  const { url } = await serve({ testEndpoints: false });
  expect(await ask(`${url}/test/stream`)).toMatchObject({ status: 404 });
});

test('the probe shows the parameters of this server, and takes any other for a secret', () => {
  expect([...PLAIN_PARAMETERS].sort()).toEqual([...NAMES].sort());
});
