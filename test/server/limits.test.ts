import { connect } from 'node:net';
import { eventsToKeep } from '../../examples/server/src/event-log';
import { compareIds } from '../../examples/server/src/event';
import { MemoryLog } from '../../examples/server/src/memory-log';
import { ask, Client, closeAll, eventually, quickPolicy, serve, stats } from './support';

jest.setTimeout(30_000);

afterEach(closeAll);

const greeted = (client: Client): boolean => client.retries.length > 0;
const publisher = { authorization: 'Bearer publisher' };

test('a stream beyond the limit is refused until there is room again', async () => {
  const server = await serve({ maxStreams: 2 });
  const [first] = await Promise.all([Client.open(`${server.url}/events`), Client.open(`${server.url}/test/stream`)]);
  const refused = await ask(`${server.url}/events`);
  expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  expect(refused.body).toBe('{"error":"this instance holds as many streams as it may"}');
  expect(await ask(`${server.url}/test/stream`)).toMatchObject({ status: 503 });
  first?.leave();
  await eventually(
    () => stats(server),
    ({ open }) => open === 1,
  );
  await Client.open(`${server.url}/events`);
  expect(await stats(server)).toMatchObject({ open: 2, opened: 3, refused: 2 });
});

test('a client that does not read is dropped at its bound, one that reads gets everything', async () => {
  const server = await serve({ maxBufferedBytes: 65_536, log: new MemoryLog({ events: 10_000, bytes: 2 ** 20 }) });
  const slow = await (await Client.open(`${server.url}/events`)).until(greeted);
  slow.response.pause();
  const reader = await (await Client.open(`${server.url}/events`)).until(greeted);
  let sent = 0;
  const dropped = await eventually(
    async () => {
      await server.publish({ data: `${(sent += 1)}:${'x'.repeat(60_000)}` });
      await reader.until(({ data }) => data.length === sent);
      return stats(server);
    },
    ({ dropped = 0 }) => dropped > 0,
  );
  expect(dropped).toMatchObject({ open: 1, dropped: 1, aborted: 0 });
  // What the kernel of both ends keeps for a connection, and not without end.
  expect(sent * 60_000).toBeLessThan(64 * 2 ** 20);
  expect(reader.data.map((data) => Number(data.split(':')[0]))).toEqual(Array.from({ length: sent }, (_, index) => index + 1));
});

test('a slow client that catches up is waited for, and is not dropped', async () => {
  const server = await serve({ maxBufferedBytes: 65_536, log: new MemoryLog({ events: 1_000 }) });
  for (let number = 0; number < 600; number += 1) await server.publish({ data: `${number}:${'x'.repeat(60_000)}` });
  const client = await Client.open(`${server.url}/events`, { headers: { 'last-event-id': '0-0' } });
  client.response.pause();
  await server.publish({ data: '600:' });
  client.response.resume();
  await client.until(({ data }) => data.length === 601);
  expect(client.data.map((data) => Number(data.split(':')[0]))).toEqual(Array.from({ length: 601 }, (_, index) => index));
});

test.each([
  ['1h', 10, 36_002],
  ['90s', 3, 272],
  ['2ms', 1, 2],
  ['disabled', 2, 7_202],
])('the log of streams that live %s at %i events a second keeps %i', (limit, perSecond, length) => {
  expect(eventsToKeep(quickPolicy({ maxAge: { limit }, heartbeat: limit === '2ms' ? '1ms' : '1s' }), perSecond)).toBe(length);
});

test('the log keeps the newest events, by number and by bytes', async () => {
  const byNumber = new MemoryLog({ events: 3 });
  const byBytes = new MemoryLog({ events: 1_000, bytes: 250 });
  for (let number = 1; number <= 100; number += 1) {
    for (const log of [byNumber, byBytes]) await log.append({ data: String(number).padStart(50, '.') });
  }
  const kept = async (log: MemoryLog) =>
    (await log.readAfter('0-0', 1_000)).map(({ bytes }) => /(\d+)\n\n$/.exec(String(bytes))?.[1]);
  expect(await kept(byNumber)).toEqual(['98', '99', '100']);
  expect(await kept(byBytes)).toEqual(['98', '99', '100']);
});

test('ids grow in numeric order', () => {
  expect((['10-0', '9-10', '9-9'] as const).toSorted(compareIds)).toEqual(['9-9', '9-10', '10-0']);
});

test('who publishes more than the log was made for is told to wait', async () => {
  const { url } = await serve({ eventsPerSecond: 1 });
  const publish = () => ask(`${url}/events`, { method: 'POST', headers: publisher, body: '{"data":1}' });
  expect(await publish()).toMatchObject({ status: 201 });
  expect(await publish()).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
});

test.each([
  ['no JSON', '{', 400, 'it is no JSON object'],
  ['a list', '[]', 400, 'it is no JSON object'],
  ['no data', '{}', 400, '"data" is missing'],
  ['a line break in the name', '{"event":"a\\nb","data":1}', 400, '"event" must be'],
  ['a name of the server', '{"event":"end","data":1}', 400, 'neither "end" nor "gap"'],
  ['too much', `{"data":"${'x'.repeat(70_000)}"}`, 413, 'longer than 65536 bytes'],
])('an event with %s is refused', async (_, body, status, message) => {
  const { url } = await serve();
  const answer = await ask(`${url}/events`, { method: 'POST', headers: publisher, body });
  expect(answer.status).toBe(status);
  expect((JSON.parse(answer.body) as { error: string }).error).toContain(message);
});

test.each([
  ['GET', '/', 404],
  ['GET', '/test/stats', 404],
  ['GET', '//', 400],
  ['DELETE', '/events', 405],
  ['constructor', '/events', 400],
])('%s %s is %i', async (method, path, status) => {
  const { url } = await serve({ testEndpoints: false });
  expect(await statusOf(url, `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).toBe(status);
});

/** By hand: a client library would not send what a hostile client does. */
function statusOf(url: string, request: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(request));
    let text = '';
    socket.on('data', (bytes) => (text += String(bytes))).on('error', reject);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1])));
  });
}

test('counters are there for Prometheus, of each server its own', async () => {
  const { url } = await serve();
  const other = await serve();
  expect((await ask(`${other.url}/metrics`)).headers['content-type']).toMatch(/^text\/plain/);
  const client = await (await Client.open(`${url}/events`)).until(greeted);
  const { body } = await ask(`${url}/metrics`);
  expect(body).toMatch(/^sse_streams_open 1$/m);
  expect((await ask(`${other.url}/metrics`)).body).toMatch(/^sse_streams_open 0$/m);
  expect(body).toMatch(/^sse_streams_closed_total{ending="dropped"} 0$/m);
  // Every line is empty, a comment or a sample.
  expect(
    body
      .trimEnd()
      .split('\n')
      .filter((line) => !/^$|^(?:# (?:HELP|TYPE) .+|[a-z_]+(?:{[a-z]+="[a-z]+"})? [\d.]+)$/.test(line)),
  ).toEqual([]);
  client.leave();
});
