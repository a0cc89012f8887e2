import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectRedis } from '../../examples/server/src/redis/connect';
import { RedisLog } from '../../examples/server/src/redis/redis-log';
import { ask, Client, closeAll, eventually, serve } from './support';

jest.setTimeout(30_000);

const installed = spawnSync('redis-server', ['--version']).status === 0;
const greeted = (client: Client): boolean => client.retries.length > 0;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

(installed ? describe : describe.skip)('with redis-server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sse-ready-redis-'));
  let redis: ChildProcess;
  let url: URL;
  const logs: RedisLog[] = [];

  function start(): void {
    const options = [
      '--port',
      url.port,
      '--bind',
      '127.0.0.1',
      '--requirepass',
      'pass:word',
      '--dir',
      folder,
      '--appendonly',
      'yes',
    ];
    redis = spawn('redis-server', options, { stdio: 'ignore' });
  }

  const stop = (): Promise<unknown> => new Promise((resolve) => redis.once('exit', resolve).kill('SIGKILL'));

  async function answers(): Promise<void> {
    const client = await eventually(
      () => connectRedis(url, () => undefined).catch(() => undefined),
      (connected) => connected !== undefined,
    );
    client?.destroy();
  }

  const logOf = async (key: string, events = 1_000): Promise<RedisLog> => {
    const log = await RedisLog.connect({ url, key, events });
    logs.push(log);
    return log;
  };

  beforeAll(async () => {
    url = new URL(`redis://:${encodeURIComponent('pass:word')}@127.0.0.1:${await freePort()}/1`);
    start();
    await answers();
  });
  afterEach(async () => {
    await closeAll();
    await Promise.all(logs.splice(0).map((log) => log.close()));
  });
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('instances that share nothing but Redis resume one another’s clients', async () => {
    const [one, other] = [await serve({ log: await logOf('resume') }), await serve({ log: await logOf('resume') })];
    const before = await (await Client.open(`${one.url}/events`)).until(greeted);
    await other.publish({ event: 'first', data: 'a\nb' });
    await before.until(({ events }) => events.length === 1);
    expect(before.events[0]).toMatchObject({ event: 'first', data: 'a\nb' });
    before.leave();
    for (let number = 0; number < 120; number += 1) await one.publish({ data: String(number) });
    const after = await Client.open(`${other.url}/events`, { headers: { 'last-event-id': before.lastId } });
    for (let number = 120; number < 130; number += 1) await one.publish({ data: String(number) });
    await after.until(({ data }) => data.at(-1) === '129');
    expect(after.data).toEqual(Array.from({ length: 130 }, (_, number) => String(number)));
  });

  test('the stream is trimmed to its length, and who comes back too late is told', async () => {
    const log = await logOf('trimmed', 100);
    const server = await serve({ log });
    const first = await server.publish({ data: 'first' });
    expect(await log.covers(first)).toBe(true);
    for (let number = 0; number < 1_000; number += 1) await server.publish({ data: String(number) });
    // Redis removes whole nodes of a hundred entries.
    expect((await log.readAfter('0-0', 10_000)).length).toBeLessThanOrEqual(200);
    const client = await Client.open(`${server.url}/events`, { headers: { 'last-event-id': first } });
    await client.until(({ data }) => data.at(-1) === '999');
    expect(client.events[0]).toMatchObject({ event: 'gap' });
  });

  test('a log covers what was published to it, and the beginning of nothing', async () => {
    const log = await logOf('covers');
    expect([await log.covers('0-0'), await log.covers('5-0')]).toEqual([true, false]);
    const id = await log.append({ data: '' });
    expect([await log.covers('0-0'), await log.covers(id), await log.covers('999999999999999-0')]).toEqual([true, true, false]);
  });

  test('streams outlive a restart of Redis, and miss nothing', async () => {
    const server = await serve({ log: await logOf('restart') });
    const client = await (await Client.open(`${server.url}/events`)).until(greeted);
    await server.publish({ data: 'before' });
    await client.until(({ data }) => data.length > 0);
    await stop();
    const publish = () =>
      ask(`${server.url}/events`, { method: 'POST', headers: { authorization: 'Bearer publisher' }, body: '{"data":1}' });
    expect(await publish()).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    start();
    await answers();
    // Until the connection of this instance is back.
    await eventually(
      () => server.publish({ data: 'after' }).catch(() => undefined),
      (id) => id !== undefined,
    );
    await client.until(({ data }) => data.at(-1) === 'after');
    expect(client.data).toEqual(['before', 'after']);
  });

  test('a wrong password is said, and not quoted', async () => {
    const wrong = new URL(url.href.replace('pass', 'wrong'));
    const error = await RedisLog.connect({ url: wrong, events: 1 }).catch(String);
    expect(error).toMatch(/NOAUTH|WRONGPASS/);
    expect(error).not.toMatch(/wrong(?::|%3A)word/);
  });
});

test('where nothing listens, there is no log', async () => {
  const port = await freePort();
  const log = RedisLog.connect({ url: new URL(`redis://127.0.0.1:${port}`), events: 1 });
  await expect(log).rejects.toThrow(`Redis at 127.0.0.1:${port}: connect ECONNREFUSED`);
});
