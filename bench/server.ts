import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { comparison } from './measure';
import { printTable, times, verdict } from './print';
import type { Asked, Told } from './stream-server';

const CONNECTIONS = 2_000;
/** Few enough that no client falls behind by what the server drops it for. */
const EVENTS = 50;
const ROUNDS = 11;
const WARM_UP = 2;
/** Fan-out of at least 0.8 of the bare writer's, told as what one event may cost. */
const TARGET = 1 / 0.8;
const HEADER = [
  '',
  'streams',
  'events/s',
  'bare',
  'CPU per 1000',
  'bare',
  'of fastest',
  'ratio',
  'target',
  '',
  'memory per stream',
  'bare',
];

/** The reference server against a bare `http` writer of the same bytes, each in a process of its own, in turn. */
export async function benchServer(): Promise<void> {
  const subjects = await Promise.all([start('ours'), start('bare')]);
  const memory = subjects.map(({ bytesPerStream }) => `${(bytesPerStream / 1024).toFixed(1)} KiB`);
  try {
    const rows = [];
    for (const how of ['one by one', 'at once'] as const) rows.push([...(await rowOf(how, subjects)), ...memory]);
    printTable(`server: fan-out against a bare Node http writer, ratio of processor time, median of ${ROUNDS}`, HEADER, rows);
  } finally {
    subjects.forEach(stop);
  }
}

async function rowOf(how: How, [ours, bare]: readonly [Subject, Subject]): Promise<string[]> {
  const pairs: [Round, Round][] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1)
    pairs.push([await fanOut(ours, how, round), await fanOut(bare, how, round)]);
  const measured = pairs.slice(WARM_UP);
  const cpu = comparison(measured.map(([one, other]) => [one.cpuMilliseconds, other.cpuMilliseconds]));
  const clock = comparison(measured.map(([one, other]) => [one.milliseconds, other.milliseconds]));
  const delivered = CONNECTIONS * EVENTS;
  const perSecond = (milliseconds: number): string => Math.round((delivered / milliseconds) * 1000).toLocaleString('en');
  const perThousand = (milliseconds: number): string => `${((milliseconds / delivered) * 1000).toFixed(2)} ms`;
  return [
    `reference server, ${EVENTS} events ${how}`,
    CONNECTIONS.toLocaleString('en'),
    perSecond(clock.ours),
    perSecond(clock.peer),
    perThousand(cpu.ours),
    perThousand(cpu.peer),
    times(cpu.ratioOfFastest),
    ...verdict(cpu.ratio, TARGET, times),
  ];
}

type How = NonNullable<Asked['how']>;

interface Subject {
  readonly child: ChildProcess;
  readonly sockets: readonly Socket[];
  readonly bytesPerStream: number;
}

interface Round {
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
}

async function start(kind: 'ours' | 'bare'): Promise<Subject> {
  const child = fork(join(__dirname, 'stream-server.ts'), [kind], { execArgv: ['--import', 'tsx'] });
  const [{ url = '' }] = (await once(child, 'message')) as [Told];
  const before = await ask(child, {});
  const sockets: Socket[] = [];
  // In small groups: a listener's backlog is short.
  while (sockets.length < CONNECTIONS) {
    sockets.push(...(await Promise.all(Array.from({ length: 100 }, () => open(Number(new URL(url).port))))));
  }
  const after = await ask(child, {});
  return { child, sockets, bytesPerStream: ((after.residentBytes ?? 0) - (before.residentBytes ?? 0)) / CONNECTIONS };
}

/** A client that costs next to nothing: it shares its processor with the server that is measured. */
async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(socket, 'data');
  return socket;
}

/** Until every client has the last event. */
async function fanOut({ child, sockets }: Subject, how: How, round: number): Promise<Round> {
  const last = `last-${how}-${round}.`;
  const before = await ask(child, {});
  const start = performance.now();
  const received = Promise.all(sockets.map((socket) => has(socket, last)));
  await ask(child, { publish: EVENTS, how, last });
  await received;
  const milliseconds = performance.now() - start;
  const after = await ask(child, {});
  return { milliseconds, cpuMilliseconds: (after.cpuMilliseconds ?? 0) - (before.cpuMilliseconds ?? 0) };
}

function has(socket: Socket, last: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let end = Buffer.alloc(0);
    const read = (bytes: Buffer): void => {
      const both = Buffer.concat([end, bytes]);
      end = both.subarray(-last.length);
      if (!both.includes(last)) return;
      socket.off('data', read).off('close', lost);
      resolve();
    };
    const lost = (): void => reject(new Error('a server under test closed a stream'));
    socket.on('data', read).once('close', lost);
  });
}

async function ask(child: ChildProcess, asked: Asked): Promise<Told> {
  child.send(asked);
  const [told] = (await once(child, 'message')) as [Told];
  return told;
}

function stop({ child, sockets }: Subject): void {
  sockets.forEach((socket) => socket.destroy());
  child.disconnect();
}
