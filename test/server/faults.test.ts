import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { root } from '../../scripts/run';
import { FAULTS, type Fault } from '../../examples/server/src/testing/faults';
import { ask, Client, closeAll, eventually, numbers, respond, serve, stats } from './support';
import type { RunningServer } from '../../examples/server/src/server';

jest.setTimeout(30_000);

afterEach(closeAll);

const ORIGIN = 'https://app.example.com';

/** What is true of a server with this fault, and of one without it not. */
const SYMPTOMS: Readonly<Record<Fault, (server: RunningServer, fault: string) => Promise<boolean>>> = {
  'event-stream-headers': async ({ url }, fault) =>
    (await Client.open(`${url}/test/stream?${fault}`)).response.headers['content-type'] !== 'text/event-stream',
  'streams-without-buffering': async ({ url }, fault) => {
    const client = await Client.open(`${url}/test/stream?cadence=30&count=5&${fault}`);
    await client.until(({ events }) => events.length > 0);
    return client.events.length === 6;
  },
  'no-compression-on-stream': async ({ url }, fault) => {
    const response = await respond(`${url}/test/stream?cadence=30&count=5&${fault}`, {
      headers: { 'accept-encoding': 'br, gzip' },
    });
    const compressed = response.headers['content-encoding'] === 'gzip';
    const body = compressed ? response.pipe(createGunzip()) : response;
    let events = 0;
    let first = 0;
    for await (const bytes of body as AsyncIterable<Buffer>) {
      events += [...String(bytes).matchAll(/^id:/gm)].length;
      first ||= events;
    }
    expect(events).toBe(5);
    return compressed && first === 5;
  },
  'no-caching-on-stream': async ({ url }, fault) =>
    (await Client.open(`${url}/test/stream?${fault}`)).response.headers['age'] !== undefined,
  'heartbeat-arrives': async ({ url }, fault) => {
    const client = await Client.open(`${url}/test/stream?cadence=100&count=1&heartbeat=10&${fault}`);
    await client.closed;
    return client.comments === 0;
  },
  'survives-idle': async ({ url }, fault) => {
    const client = await Client.open(`${url}/test/stream?cadence=300&count=2&heartbeat=100&${fault}`);
    return (await client.closed) === 'cut' && numbers(client).length === 1;
  },
  'survives-max-age': async ({ url }, fault) => {
    const client = await Client.open(`${url}/test/stream?cadence=50&count=8&heartbeat=5&${fault}`);
    return (await client.closed) === 'cut' && numbers(client).length < 8;
  },
  'affinity-holds': async ({ url }, fault) => {
    const clients = await Promise.all([1, 2].map(() => Client.open(`${url}/test/stream?${fault}`)));
    await Promise.all(clients.map((client) => client.until(({ data }) => data.length > 0)));
    return new Set(clients.map(({ data }) => (JSON.parse(data[0] ?? '') as { instance: string }).instance)).size === 2;
  },
  'resumes-after-cut': async ({ url }, fault) => {
    const client = await Client.open(`${url}/test/stream?cadence=5&count=6&${fault}`, { headers: { 'last-event-id': '2' } });
    await client.closed;
    return numbers(client)[0] !== 3;
  },
  'cancel-reaches-server': async (server, fault) => {
    const client = await Client.open(`${server.url}/test/stream?${fault}`);
    client.leave();
    // A second client that leaves is noticed either way, and is noticed later than the first would be.
    await eventually(
      () => stats(server),
      ({ open, opened }) => opened === 1 && (fault !== '' || open === 0),
    );
    (await Client.open(`${server.url}/test/stream`)).leave();
    const { open = 0 } = await eventually(
      () => stats(server),
      ({ aborted = 0, open = 0 }) => aborted + open === 2 && aborted > 0,
    );
    return open === 1;
  },
  'reconnects-politely': async ({ url }, fault) => {
    const client = await Client.open(`${url}/test/stream?cadence=5&count=1&${fault}`);
    await client.closed;
    const again = await ask(`${url}/test/stream?cadence=5&count=1&${fault}`, { headers: { 'last-event-id': '1' } });
    return client.retries.includes(0) && again.status === 200;
  },
  'cross-origin-preflight': async ({ url }, fault) => {
    const { status, headers } = await ask(`${url}/test/stream?${fault}`, { method: 'OPTIONS', headers: { origin: ORIGIN } });
    return status === 405 && headers['access-control-allow-origin'] === undefined;
  },
  'ends-well': async ({ url }, fault) => {
    const client = await Client.open(`${url}/test/stream?cadence=5&count=2&${fault}`);
    return (await client.closed) === 'clean' && !client.events.some(({ event }) => event === 'end');
  },
};

describe.each(Object.keys(FAULTS) as Fault[])('%s', (fault) => {
  test.each([
    ['with its fault', `fault=${fault}`, true],
    ['without', '', false],
  ])('%s', async (_, query, symptom) => {
    const server = await serve({ instance: 'one', allowedOrigins: [ORIGIN] });
    expect(await SYMPTOMS[fault](server, query)).toBe(symptom);
  });
});

test('a fault leaves the rest of the stream as it is', async () => {
  const { url } = await serve();
  // These change when bytes come or what else comes, and neither the events nor their order.
  const harmless: Fault[] = [
    'event-stream-headers',
    'streams-without-buffering',
    'no-caching-on-stream',
    'heartbeat-arrives',
    'affinity-holds',
    'ends-well',
  ];
  for (const fault of harmless) {
    const client = await Client.open(`${url}/test/stream?cadence=5&count=3&fault=${fault}`);
    expect(await client.closed).toBe('clean');
    expect(numbers(client)).toEqual([1, 2, 3]);
  }
});

test('the README says of every fault what the program does', () => {
  const readme = readFileSync(join(root, 'examples/server/README.md'), 'utf8').replace(/ +/g, ' ');
  const missing = Object.entries(FAULTS).filter(([fault, does]) => !readme.includes(`| \`${fault}\` | ${does} |`));
  expect(missing).toEqual([]);
});
