import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { comparison } from './measure';
import { mebibytes, milliseconds, printNote, printTable, times, verdict } from './print';
import type { Asked, Told } from './probe-reader';

const STREAMS = 10_000;
const PER_SECOND = 500;
const MOST_MIB = 1_024;
const LAG_STREAMS = 1_000;
const LAG_ROUNDS = 5;
/** Lag of the probe against that of the bare reader, 99 of 100 events. */
const MOST_LAG = 2;

/** How many streams the probe holds in one process, and what it adds to the times that it measures. */
export async function benchProbe(): Promise<void> {
  const server = fork(join(__dirname, 'stamp-server.ts'), [], { execArgv: ['--import', 'tsx'] });
  try {
    const [port] = (await once(server, 'message')) as [number];
    await benchHeld(port);
    await benchLag(port);
  } finally {
    server.disconnect();
  }
}

async function benchHeld(port: number): Promise<void> {
  const told = await read('probe', {
    port,
    streams: STREAMS,
    perSecond: PER_SECOND,
    milliseconds: (STREAMS / PER_SECOND) * 1000 + 10_000,
  });
  const resident = told.residentBytes / 2 ** 20;
  const perStream = (told.residentBytes - told.residentBefore) / told.held / 1024;
  printTable(
    'probe: streams held by one process, each with an event a second',
    ['', 'streams', 'CPU per 1000 events', 'memory per stream', 'memory', 'target', ''],
    [
      [
        'one process',
        `${told.held.toLocaleString('en')}`,
        `${((told.cpuMilliseconds / told.events) * 1000).toFixed(1)} ms`,
        `${perStream.toFixed(1)} KiB`,
        ...verdict(resident, MOST_MIB, mebibytes),
      ],
    ],
  );
  if (told.held < STREAMS) printNote(`  OVER: only ${told.held} of ${STREAMS} streams were held`);
}

/** In turn, each in a process of its own and against the same server, which is silent until all streams are open. */
async function benchLag(port: number): Promise<void> {
  const pairs: [Told, Told][] = [];
  const asked = { port, streams: LAG_STREAMS, perSecond: 500, milliseconds: 6_000 };
  for (let round = 0; round < LAG_ROUNDS; round += 1) pairs.push([await read('probe', asked), await read('bare', asked)]);
  const rows = (['p50', 'p99'] as const).map((percentile) => {
    const found = comparison(pairs.map(([ours, bare]) => [ours[percentile], bare[percentile]]));
    const wanted = percentile === 'p99' ? verdict(found.ratio, MOST_LAG, times) : [times(found.ratio)];
    return [percentile, milliseconds(found.ours), milliseconds(found.peer), times(found.ratioOfFastest), ...wanted];
  });
  printTable(
    `probe: lag that is measured, against a bare socket reader, ${LAG_STREAMS.toLocaleString('en')} streams, median of ${LAG_ROUNDS}`,
    ['', 'probe', 'bare', 'of fastest', 'ratio', 'target', ''],
    rows,
  );
}

async function read(kind: 'probe' | 'bare', asked: Asked): Promise<Told> {
  await untilEmpty(asked.port);
  const child: ChildProcess = fork(join(__dirname, 'probe-reader.ts'), [kind, JSON.stringify(asked)], {
    execArgv: ['--import', 'tsx'],
  });
  const [told] = (await once(child, 'message')) as [Told];
  await once(child, 'exit');
  return told;
}

/** The server has closed what the run before had open. */
async function untilEmpty(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /open HTTP/1.0\r\n\r\n');
    let text = '';
    socket.on('data', (bytes) => (text += String(bytes)));
    await once(socket, 'close');
    if (text.endsWith('\r\n\r\n0')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
