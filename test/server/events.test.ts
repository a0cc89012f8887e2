import { MemoryLog } from '../../examples/server/src/memory-log';
import { ask, Client, closeAll, eventually, quickPolicy, serve, stats } from './support';

jest.setTimeout(30_000);

afterEach(closeAll);

const greeted = (client: Client): boolean => client.retries.length > 0;

test('what is published reaches every stream, with the headers that every hop needs', async () => {
  const { url } = await serve();
  const clients = await Promise.all([
    Client.open(`${url}/events`),
    Client.open(`${url}/events`, { method: 'POST', headers: { accept: 'text/event-stream' } }),
  ]);
  await Promise.all(clients.map((client) => client.until(greeted)));
  const published = await ask(`${url}/events`, {
    method: 'POST',
    headers: { authorization: 'Bearer publisher' },
    body: JSON.stringify({ event: 'price', data: { text: 'two\nlines' } }),
  });
  expect(published.status).toBe(201);
  for (const client of clients) {
    await client.until(({ events }) => events.length === 1);
    const { id } = JSON.parse(published.body) as { id: string };
    expect(client.events).toEqual([{ id, event: 'price', data: '{"text":"two\\nlines"}' }]);
    expect(client.response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
  }
});

test('data of several lines arrives as it was', async () => {
  const server = await serve();
  const client = await (await Client.open(`${server.url}/events`)).until(greeted);
  await server.publish({ data: 'a\n\nb\r\nc\rd' });
  await client.until(({ events }) => events.length === 1);
  expect(client.data).toEqual(['a\n\nb\nc\nd']);
});

test('a client resumes at another instance, whatever was published meanwhile', async () => {
  const log = new MemoryLog({ events: 1000 });
  const [one, other] = [await serve({ log }), await serve({ log })];
  const before = await (await Client.open(`${one.url}/events`)).until(greeted);
  await one.publish({ data: '0' });
  await before.until(({ events }) => events.length === 1);
  before.leave();
  // More than the log is read at once, and more while it is read.
  for (let number = 1; number <= 120; number += 1) await other.publish({ data: String(number) });
  const after = await Client.open(`${other.url}/events`, { headers: { 'last-event-id': before.lastId } });
  for (let number = 121; number <= 130; number += 1) await one.publish({ data: String(number) });
  await after.until(({ data }) => data.at(-1) === '130');
  expect([...before.data, ...after.data]).toEqual(Array.from({ length: 131 }, (_, number) => String(number)));
});

test('an event that is published while a client reads the log is not lost', async () => {
  const log = new MemoryLog({ events: 10 });
  const read = log.readAfter.bind(log);
  jest.spyOn(log, 'readAfter').mockImplementationOnce(async (...args) => {
    const page = await read(...args);
    await log.append({ data: 'meanwhile' });
    return page;
  });
  const { url } = await serve({ log });
  const client = await (await Client.open(`${url}/events`)).until(({ events }) => events.length > 0);
  expect(client.data).toEqual(['meanwhile']);
});

test('a burst arrives whole, in order and once, also for clients that come in the middle of it', async () => {
  const server = await serve({ log: new MemoryLog({ events: 10_000 }) });
  const isWhole = ({ data }: Client): boolean => data.at(-1)?.startsWith('last') === true;
  const first = await (await Client.open(`${server.url}/events`)).until(greeted);
  const joining: Promise<Client>[] = [];
  const sent: string[] = [];
  for (let burst = 0; burst < 20; burst += 1) {
    // Of one turn, some of them more than one write holds.
    for (let number = 0; number < 50; number += 1) {
      sent.push(`${burst}-${number}:${'x'.repeat(burst * number)}`);
      void server.publish({ data: sent.at(-1) ?? '' });
    }
    joining.push(Client.open(`${server.url}/events`, { headers: { 'last-event-id': '0-0' } }));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const clients = [first, ...(await Promise.all(joining))];
  await server.publish({ data: 'last' });
  for (const client of clients) {
    await client.until(isWhole);
    expect(client.data).toEqual([...sent, 'last']);
  }
});

test('a client that is cut before its first event misses none', async () => {
  const server = await serve();
  const client = await (await Client.open(`${server.url}/events`)).until(({ lastId }) => lastId !== '');
  client.leave();
  await server.publish({ data: 'missed' });
  const again = await Client.open(`${server.url}/events`, { headers: { 'last-event-id': client.lastId } });
  await again.until(({ events }) => events.length > 0);
  expect(again.data).toEqual(['missed']);
});

test.each([
  ['is older than the log', '1-0'],
  ['is none of ours', 'a; b'],
  ['was not published yet', '999999999999999-0'],
  ['is longer than any', `${'9'.repeat(300)}-0`],
])('a client whose last id %s is told of the gap', async (_, id) => {
  const log = new MemoryLog({ events: 2 });
  const server = await serve({ log });
  for (const data of ['1', '2', '3']) await server.publish({ data });
  const client = await Client.open(`${server.url}/events`, { headers: { 'last-event-id': id } });
  await client.until(({ events }) => events.length > 0);
  expect(client.events[0]).toMatchObject({ event: 'gap' });
  await server.publish({ data: '4' });
  await client.until(({ data }) => data.includes('4'));
});

test('without resume in the policy nothing is replayed', async () => {
  const server = await serve({ policy: quickPolicy({ resume: 'none' }) });
  await server.publish({ data: 'old' });
  const client = await (await Client.open(`${server.url}/events`, { headers: { 'last-event-id': '0-0' } })).until(greeted);
  await server.publish({ data: 'new' });
  await client.until(({ events }) => events.length > 0);
  expect(client.data).toEqual(['new']);
});

test('a silent stream carries heartbeats', async () => {
  const { url } = await serve();
  const client = await (await Client.open(`${url}/events`)).until(({ comments }) => comments === 3);
  expect(client.events).toEqual([]);
});

test('a stream ends by its age with an explicit last event, and others at another age', async () => {
  const { url } = await serve({ policy: quickPolicy({ heartbeat: '20ms', maxAge: { limit: '600ms', jitter: '500ms' } }) });
  const ended: number[] = [];
  const clients = await Promise.all(Array.from({ length: 20 }, () => Client.open(`${url}/events`)));
  await Promise.all(clients.map(async (client, index) => ((await client.closed) === 'clean' ? ended.push(index) : undefined)));
  for (const { events, retries } of clients) {
    expect(events).toEqual([{ id: undefined, event: 'end', data: '{"reason":"max-age"}' }]);
    expect(retries.every((retry) => retry >= 10 && retry <= 20)).toBe(true);
  }
  // Twenty streams that end in the order of their opening by chance: once in 2.4e18 runs.
  expect(ended).toHaveLength(20);
  expect(ended).not.toEqual([...ended].sort((a, b) => a - b));
});

test('a client that leaves is noticed', async () => {
  const server = await serve();
  const client = await (await Client.open(`${server.url}/events`)).until(greeted);
  expect(await stats(server)).toMatchObject({ open: 1, aborted: 0 });
  client.leave();
  await eventually(
    () => stats(server),
    ({ open, aborted }) => open === 0 && aborted === 1,
  );
});

test('the classic: three events, a second apart, and no header that would cure a proxy', async () => {
  const { url } = await serve();
  const { headers, body } = await ask(`${url}/event`);
  expect(body).toBe('data: 1\n\ndata: 2\n\ndata: 3\n\n');
  expect(headers['content-type']).toBe('text/event-stream');
  expect(headers).not.toHaveProperty('x-accel-buffering');
});
