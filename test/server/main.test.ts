import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { EnvironmentError, readEnvironment } from '../../examples/server/src/environment';
import { root } from '../../scripts/run';
import { Client } from './support';

jest.setTimeout(60_000);

const QUICK = 'paths: [/events]\nheartbeat: 20ms\ndrain: {window: 300ms, retry: {min: 1ms, max: 2ms}}\n';

/** The program itself, as a container runs it. */
function run(environment: Readonly<Record<string, string>>) {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', join(root, 'examples/server/src/main.ts')], {
    env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (bytes: Buffer): void => void (output += String(bytes));
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const exited = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
  const listening = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const url = /"listening":"([^"]+)"/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    });
    void exited.then(() => reject(new Error(output)));
  });
  listening.catch(() => undefined);
  return { child, exited, listening };
}

test('SIGTERM hands every stream over and then the process ends by itself', async () => {
  const { child, exited, listening } = run({ POLICY: QUICK, TICK: '10ms', TOKEN: 'secret-1', PUBLISH_TOKEN: 'secret-2' });
  const url = await listening;
  const clients = await Promise.all(
    Array.from({ length: 5 }, () => Client.open(`${url}/events`, { headers: { cookie: 'sse-token=secret-1' } })),
  );
  await Promise.all(clients.map((client) => client.until(({ events }) => events.length > 0)));
  expect(clients[0]?.events[0]).toMatchObject({ event: 'tick' });
  child.kill('SIGTERM');
  for (const client of clients) {
    expect(await client.closed).toBe('clean');
    expect(client.events.at(-1)).toMatchObject({ event: 'end', data: '{"reason":"drain"}' });
  }
  const { code, output } = await exited;
  expect(code).toBe(0);
  expect(output).toContain('"draining":5');
  expect(output).not.toContain('secret');
});

test('what cannot be used is told in one line each, without its value, and the process ends with 2', async () => {
  const { code, output } = await run({ PORT: '70000', TEST_ENDPOINTS: 'yes', REDIS_URL: 'http://user:secret@redis' }).exited;
  expect({ code, output }).toEqual({
    code: 2,
    output: [
      'TEST_ENDPOINTS: must be on or off',
      'PORT: must be a whole number from 0 to 65535',
      'REDIS_URL: must be redis://[user:password@]host:port, or rediss:// for TLS',
      '',
    ].join('\n'),
  });
});

test('a port that is taken is told in one line', async () => {
  const first = run({});
  const { port } = new URL(await first.listening);
  const { code, output } = await run({ PORT: port }).exited;
  expect({ code, output }).toEqual({ code: 1, output: `listen EADDRINUSE: address already in use 127.0.0.1:${port}\n` });
  first.child.kill('SIGINT');
  expect(await first.exited).toMatchObject({ code: 0 });
});

test('every variable reaches the server', () => {
  const { server, redis, tick } = readEnvironment({
    POLICY: QUICK,
    PORT: '1',
    HOST: '::1',
    INSTANCE: 'one',
    EVENTS_PER_SECOND: '5',
    MAX_STREAMS: '7',
    MAX_BUFFERED_BYTES: '2048',
    TOKEN: 't',
    PUBLISH_TOKEN: 'p',
    ALLOWED_ORIGINS: 'https://a.example, http://b.example:8080',
    TEST_ENDPOINTS: 'on',
    AFFINITY_COOKIE: 'off',
    REDIS_URL: 'rediss://r:10000',
    TICK: '1s',
  });
  expect(server).toMatchObject({
    port: 1,
    host: '::1',
    instance: 'one',
    eventsPerSecond: 5,
    maxStreams: 7,
    maxBufferedBytes: 2048,
    token: 't',
    publishToken: 'p',
    allowedOrigins: ['https://a.example', 'http://b.example:8080'],
    testEndpoints: true,
    affinityCookie: false,
  });
  expect(String(server.policy.heartbeat)).toBe('20ms');
  expect([redis?.href, String(tick)]).toEqual(['rediss://r:10000', '1s']);
});

test.each([
  [{ POLICY: 'paths: []' }, 'POLICY: The stream policy is not valid'],
  [{ POLICY_FILE: '/no/such/file' }, 'POLICY_FILE: ENOENT'],
  [{ ALLOWED_ORIGINS: '*' }, 'ALLOWED_ORIGINS: must be origins such as'],
  [{ ALLOWED_ORIGINS: 'https://a.example/' }, 'ALLOWED_ORIGINS: must be origins such as'],
  [{ TICK: '0s' }, 'TICK: must be longer than 0s'],
  [{ TICK: '5' }, 'TICK: "5" is not a duration'],
  [{ MAX_STREAMS: '0' }, 'MAX_STREAMS: must be a whole number from 1'],
])('%j is refused', (variables, message) => {
  expect(() => readEnvironment(variables)).toThrow(EnvironmentError);
  expect(() => readEnvironment(variables)).toThrow(message);
});
