import { createServer } from 'node:http';
import type { Load, Observation } from '../../../src/probe/observation';
import { observe } from '../../../src/probe/observe';
import { loadOf, mergeLoads, summaryOf } from '../../../src/probe/load/summary';
import type { Entry } from '../../../src/probe/recording/entry';
import { readRecording } from '../../../src/probe/recording/read';
import { reference } from '../support/reference';
import { CHUNKED, chunk, closeServers, listen, rawServer } from '../support/servers';

afterEach(closeServers);
jest.setTimeout(60_000);

async function probe(address: string, connections: number, signal = new AbortController().signal, durationMs = 2_000) {
  const entries: Entry[] = [];
  const options = { target: { url: new URL(`http://${address}`) }, durationMs, load: { connections, perSecond: 200 } };
  const observation = await observe(options, (entry) => entries.push(entry), signal);
  return { observation, entries };
}

function loadIn({ load }: Observation): Load {
  if (load === undefined) throw new Error('there is no load');
  return load;
}

const HELD = { asked: 40, begun: 40, opened: 40, mostOpen: 40, held: 40, ended: 0, unanswered: 0, refused: {}, cut: {} };

test('streams are counted, and a recording of them has one line for all', async () => {
  const server = await reference();
  const { observation, entries } = await probe(`${server.address}/test/stream?cadence=100`, 40);
  const load = loadIn(observation);
  expect(load).toMatchObject(HELD);
  expect(load.events).toBeGreaterThan(40);
  expect(load.lag.map(({ instance }) => instance)).toEqual(['a']);
  const { firstEventMs, lagMs } = summaryOf(load);
  for (const times of [firstEventMs, lagMs]) {
    const ascending = [times?.p50, times?.p90, times?.p99, times?.p999, times?.max];
    expect(ascending).toEqual(ascending.toSorted((a, b) => (a ?? NaN) - (b ?? NaN)));
  }
  expect(entries.filter(({ entry }) => entry === 'load')).toHaveLength(1);
  const recording = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  expect(readRecording(recording)).toEqual({ observation });
});

test('a foreign endpoint has a time to first event, and no lag', async () => {
  const address = await rawServer((socket) => socket.write(CHUNKED + chunk('data: x\n\n')));
  const summary = summaryOf(loadIn((await probe(`${address}/`, 40)).observation));
  expect(summary).toMatchObject({ ...HELD, events: 40 });
  expect(summary.firstEventMs?.max).toBeGreaterThan(0);
  expect(summary).not.toHaveProperty('lagMs');
});

test('what is refused, cut, ended and never answered is told apart', async () => {
  let number = 0;
  const server = createServer((_request, response) => {
    number += 1;
    const [kind] = number <= 20 ? ['open'] : [['503', 'cut', 'end', 'html'][number % 4]];
    if (kind === '503') return void response.writeHead(503).end();
    if (kind === 'html') return void response.writeHead(200, { 'content-type': 'text/html' }).end();
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: x\n\n');
    if (kind === 'cut') setTimeout(() => response.destroy(), 50);
    if (kind === 'end') setTimeout(() => response.end(), 50);
  });
  const { refused, cut, ended, held, begun, unanswered } = loadIn((await probe(`${await listen(server)}/`, 80)).observation);
  expect(Object.keys(refused).sort()).toEqual(['200', '503']);
  expect(Object.keys(cut)).toEqual(['fin']);
  expect(ended).toBeGreaterThan(0);
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, each) => total + each, 0);
  expect(sum(refused) + sum(cut) + ended + held + unanswered).toBe(begun);
  expect(begun).toBe(80);
});

test('redirects are followed on the host, and off it refused', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/') return void response.writeHead(302, { location: '/events', 'set-cookie': 'a=b' }).end();
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(`data: ${request.headers.cookie}\n\n`);
  });
  expect(loadIn((await probe(`${await listen(server)}/`, 40)).observation)).toMatchObject(HELD);
});

test('Ctrl-C ends it at once, and the rest is unknown', async () => {
  const interrupt = new AbortController();
  const server = await reference();
  setTimeout(() => interrupt.abort(), 500);
  const { observation } = await probe(`${server.address}/events`, 100_000, interrupt.signal, 600_000);
  const { begun, refused, cut } = loadIn(observation);
  expect(observation.interrupted).toBe(true);
  expect(begun).toBeLessThan(100_000);
  expect([refused, cut]).toEqual([{}, {}]);
});

test('loads of several probes add up', async () => {
  const server = await reference();
  const load = loadIn((await probe(`${server.address}/test/stream?cadence=100`, 40)).observation);
  const both = mergeLoads([load, { ...load, refused: { 503: 1 } }, { ...load, refused: { 503: 2 } }]);
  expect(both).toMatchObject({ begun: 120, held: 120, events: 3 * load.events, refused: { 503: 3 } });
  expect(both && summaryOf(both).firstEventMs).toEqual(summaryOf(load).firstEventMs);
});

test('an event that came quicker outside the load shows that all of the load came late', async () => {
  const server = await reference();
  const { observation } = await probe(`${server.address}/test/stream?cadence=100`, 40);
  const load = loadIn(observation);
  const late = { ...observation, load: { ...load, lag: load.lag.map((each) => ({ ...each, ahead: each.ahead - 500 })) } };
  const [usual, tightened] = [observation, late].map((each) => {
    const better = loadOf(each);
    return (better && summaryOf(better).lagMs?.p50) ?? NaN;
  });
  // But for the thousandth to which times are kept.
  expect((tightened ?? NaN) - (usual ?? NaN)).toBeGreaterThan(450);
});
