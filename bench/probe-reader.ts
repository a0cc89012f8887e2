import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '../src/probe/client/client';
import { load } from '../src/probe/experiments/load';
import { LagTally } from '../src/probe/load/lag';
import { decodeTimes, percentilesOf, sumOf } from '../src/probe/load/times';
import type { Lag } from '../src/probe/observation';

export interface Asked {
  readonly port: number;
  readonly streams: number;
  readonly perSecond: number;
  readonly milliseconds: number;
}

export interface Told {
  readonly held: number;
  readonly events: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMilliseconds: number;
  readonly residentBytes: number;
  readonly residentBefore: number;
}

type Result = Pick<Told, 'held' | 'events'> & { readonly lag: readonly Lag[] };

async function probe({ port, streams, perSecond, milliseconds }: Asked): Promise<Result> {
  const client = new Client(
    { url: new URL(`http://127.0.0.1:${port}/${streams}`) },
    () => undefined,
    new AbortController().signal,
  );
  const end = performance.now() + milliseconds;
  const left = () => Math.max(0, end - performance.now());
  await load({ client, left, isReference: true, takesParameters: false }, streams, perSecond);
  const { load: found } = client.observation();
  if (found === undefined) throw new Error('the probe recorded no load');
  return found;
}

/** The least that reads a stamp: it looks for its name in the bytes as they come. */
async function bare({ port, streams, perSecond, milliseconds }: Asked): Promise<Result> {
  const tally = new LagTally();
  const sockets: Socket[] = [];
  const began = performance.now();
  let events = 0;
  const read = (bytes: Buffer): void => {
    const text = bytes.toString('latin1');
    for (let at = text.indexOf('"sent":'); at !== -1; at = text.indexOf('"sent":', at + 1)) {
      events += 1;
      tally.add({ seq: 0, sent: Number.parseFloat(text.slice(at + 7)), instance: 'a' }, performance.now());
    }
  };
  while (performance.now() - began < milliseconds) {
    const due = Math.min(streams, Math.floor(((performance.now() - began) * perSecond) / 1000));
    while (sockets.length < due) {
      const socket = connect(port, '127.0.0.1').on('data', read);
      socket.write(`GET /${streams} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      sockets.push(socket);
    }
    await wait(10);
  }
  sockets.forEach((socket) => socket.destroy());
  return { held: sockets.length, events, lag: tally.lags() };
}

async function main(): Promise<void> {
  const [, , kind, text = ''] = process.argv;
  const asked = JSON.parse(text) as Asked;
  const residentBefore = process.memoryUsage.rss();
  let before = process.cpuUsage();
  // The server writes when all streams are open: what it takes to open them is no cost of an event.
  setTimeout(() => (before = process.cpuUsage()), (asked.streams / asked.perSecond) * 1000);
  let residentBytes = residentBefore;
  const sampler = setInterval(() => (residentBytes = Math.max(residentBytes, process.memoryUsage.rss())), 250);
  const { held, events, lag } = await (kind === 'bare' ? bare(asked) : probe(asked));
  clearInterval(sampler);
  const { user, system } = process.cpuUsage(before);
  const { p50, p99 } = percentilesOf(sumOf(lag.map(({ times }) => decodeTimes(times)))) ?? { p50: NaN, p99: NaN };
  const told: Told = { held, events, p50, p99, cpuMilliseconds: (user + system) / 1000, residentBytes, residentBefore };
  process.send?.(told, () => process.exit());
}

void main();
