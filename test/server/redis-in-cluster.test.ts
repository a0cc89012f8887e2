import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../../examples/server/src/environment';
import { eventsToKeep } from '../../examples/server/src/event-log';
import { connectRedis } from '../../examples/server/src/redis/connect';
import { RedisLog } from '../../examples/server/src/redis/redis-log';
import { StreamRedis } from '../../src/cdk8s';
import { byNobody } from '../support/policies';
import { redisInCluster } from '../support/samples/redis-backplane';
import { chart } from '../support/synth';
import { Client, closeAll, eventually, serve } from './support';

jest.setTimeout(30_000);

const installed = spawnSync('redis-server', ['--version']).status === 0;
const PASSWORD = 'a1b2c3d4';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** As Kubernetes does it with the variables of a container. */
const expanded = (text: string): string => text.replaceAll('$(REDIS_PASSWORD)', PASSWORD);

const redis = new StreamRedis(chart(), 'redis', { ...redisInCluster, policy: byNobody, eventsPerSecond: 3 });
const manifest = redis.statefulSet.toJson() as {
  spec: { template: { spec: { containers: [{ command: string[]; args: string[] }] } } };
};
const [{ command, args }] = manifest.spec.template.spec.containers;

/** What the pods get, at another address. */
function environmentAt(port: number): Record<string, string> {
  const variables = redis.env as readonly { name: string; value?: string }[];
  const values = variables.map(({ name, value }) => [name, expanded(value ?? PASSWORD)] as const);
  const { REDIS_URL = '', ...others } = Object.fromEntries(values);
  return { ...others, REDIS_URL: REDIS_URL.replace('prices-redis:6379', `127.0.0.1:${port}`) };
}

test('the reference server takes the environment, and keeps as many events as the construct says', () => {
  const { redis: url, server } = readEnvironment({ ...environmentAt(1), POLICY: JSON.stringify(byNobody) });
  expect(url?.password).toBe(PASSWORD);
  expect(server.eventsPerSecond).toBe(3);
  expect(eventsToKeep(server.policy, server.eventsPerSecond)).toBe(redis.logLength);
});

(installed ? describe : describe.skip)('redis-server with the arguments of the manifest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sse-ready-redis-'));
  let started: ChildProcess;
  let url: URL;

  beforeAll(async () => {
    const port = await freePort();
    const given = args.map((argument, index) => (args[index - 1] === '--port' ? String(port) : expanded(argument)));
    started = spawn(command[0] ?? '', [...given, '--bind', '127.0.0.1'], { stdio: 'ignore', cwd: folder });
    url = readEnvironment(environmentAt(port)).redis ?? new URL('redis://none');
    const client = await eventually(
      () => connectRedis(url, () => undefined).catch(() => undefined),
      (connected) => connected !== undefined,
    );
    client?.destroy();
  });
  afterAll(async () => {
    await closeAll();
    await new Promise((resolve) => started.once('exit', resolve).kill('SIGKILL'));
    rmSync(folder, { recursive: true, force: true });
  });

  const log = () => RedisLog.connect({ url, events: 100 });

  test('resumes a client of one instance on another, without affinity', async () => {
    const [first, second] = [await log(), await log()];
    const [one, other] = [await serve({ log: first }), await serve({ log: second })];
    const before = await (await Client.open(`${one.url}/events`)).until(({ retries }) => retries.length > 0);
    await one.publish({ data: 'seen' });
    await before.until(({ data }) => data.length === 1);
    before.leave();
    for (const data of ['missed', 'missed too']) await one.publish({ data });
    const after = await Client.open(`${other.url}/events`, { headers: { 'last-event-id': before.lastId } });
    await after.until(({ data }) => data.length === 2);
    expect(after.data).toEqual(['missed', 'missed too']);
    after.leave();
    await closeAll();
    await Promise.all([first.close(), second.close()]);
  });

  test('lets nobody in without the password', async () => {
    const open = new URL(url);
    open.password = '';
    await expect(connectRedis(open, () => undefined).then((client) => client.ping())).rejects.toThrow(/NOAUTH/);
  });

  test('runs with the bounds that it was given, and evicts nothing', async () => {
    const client = await connectRedis(url, () => undefined);
    const configured = await client.configGet(['maxmemory', 'maxmemory-policy', 'save', 'appendonly']);
    client.destroy();
    expect({ ...configured }).toEqual({
      maxmemory: String(192 * 2 ** 20),
      'maxmemory-policy': 'noeviction',
      save: '',
      appendonly: 'no',
    });
  });
});
