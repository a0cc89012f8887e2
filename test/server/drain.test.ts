import { MemoryLog } from '../../examples/server/src/memory-log';
import { ask, Client, closeAll, quickPolicy, serve, stats } from './support';

jest.setTimeout(30_000);

afterEach(closeAll);

const greeted = (client: Client): boolean => client.retries.length > 0;

test('a drain under load: each stream gets its last event, in random order, and no event is lost after resume', async () => {
  const log = new MemoryLog({ events: 100_000 });
  const [going, staying] = [await serve({ log, instance: 'going' }), await serve({ log, instance: 'staying' })];
  const clients = await Promise.all(Array.from({ length: 40 }, () => Client.open(`${going.url}/events`)));
  await Promise.all(clients.map((client) => client.until(greeted)));
  let published = 0;
  const publishing = setInterval(() => void staying.publish({ data: String(published++) }), 5);
  await Promise.all(clients.map((client) => client.until(({ data }) => data.length > 0)));

  const endings: number[] = [];
  const returned = clients.map(async (client, index) => {
    expect(await client.closed).toBe('clean');
    endings.push(index);
    expect(client.events.at(-1)).toMatchObject({ event: 'end', data: '{"reason":"drain"}' });
    return Client.open(`${staying.url}/events`, { headers: { 'last-event-id': client.lastId } });
  });
  const drained = going.drain();
  const resumed = await Promise.all(returned);
  await drained;
  await expect(ask(`${going.url}/livez`)).rejects.toThrow('ECONNREFUSED');
  clearInterval(publishing);
  const last = String(published - 1);
  for (const [index, client] of resumed.entries()) {
    await client.until(({ data }) => data.at(-1) === last);
    const seen = [...(clients[index]?.data ?? []), ...client.data].map(Number);
    expect(seen).toEqual(Array.from({ length: published - (seen[0] ?? 0) }, (_, number) => (seen[0] ?? 0) + number));
  }
  expect(endings).not.toEqual([...endings].sort((a, b) => a - b));
});

test('streams end one by one; meanwhile the server is alive, not ready, and sends on whoever still comes', async () => {
  // Of two streams the first ends at once and the other after half the window, which this test does not live to see.
  const server = await serve({ policy: quickPolicy({ drain: { window: '1h' } }) });
  const clients = await Promise.all([Client.open(`${server.url}/events`), Client.open(`${server.url}/events`)]);
  const drained = server.drain();
  expect(await Promise.race(clients.map(({ closed }) => closed))).toBe('clean');
  expect((await stats(server))['open']).toBe(1);
  expect(await ask(`${server.url}/readyz`)).toMatchObject({ status: 503 });
  expect(await ask(`${server.url}/livez`)).toMatchObject({ status: 200 });
  for (const path of ['/events', '/test/stream']) {
    const late = await ask(`${server.url}${path}`);
    expect(late).toMatchObject({ status: 200, headers: { connection: 'close' } });
    expect(late.body).toMatch(/^retry: \d+\nevent: end\ndata: {"reason":"drain"}\n\n$/);
  }
  await Promise.all([server.close(), drained]);
  await expect(ask(`${server.url}/livez`)).rejects.toThrow('ECONNREFUSED');
});

test('a drain of a client that does not read ends all the same', async () => {
  const lines: unknown[] = [];
  const policy = quickPolicy({ drain: { window: '10ms' } });
  const server = await serve({ policy, maxBufferedBytes: 2 ** 30, tell: (line) => lines.push(line) });
  const client = await (await Client.open(`${server.url}/events`)).until(greeted);
  client.response.pause();
  for (let count = 0; count < 300; count += 1) await server.publish({ data: 'x'.repeat(65_536) });
  await server.drain();
  expect(lines).toContainEqual({ drained: expect.objectContaining({ open: 0, dropped: 1, ended: 0 }) as object });
  client.leave();
});

test('a drain without streams does not wait for the window', async () => {
  const server = await serve({ policy: quickPolicy({ drain: { window: '1h' } }) });
  await expect(server.drain()).resolves.toBeUndefined();
});

test('a server is ready until it drains', async () => {
  const { url } = await serve();
  expect(await ask(`${url}/readyz`)).toMatchObject({ status: 200, body: 'ok\n' });
});

test('close cuts what is open', async () => {
  const server = await serve();
  const client = await (await Client.open(`${server.url}/events`)).until(greeted);
  await Promise.all([server.close(), client.closed.then((how) => expect(how).toBe('cut'))]);
});
