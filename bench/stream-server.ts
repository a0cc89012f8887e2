import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { StreamPolicy } from 'sse-ready';
import { encode } from '../examples/server/src/event';
import { startServer } from '../examples/server/src/server';

/** What a server under test tells its measurer, and is told. */
export interface Told {
  readonly url?: string;
  readonly cpuMilliseconds?: number;
  readonly residentBytes?: number;
}

export interface Asked {
  /** Publishes this many events, at once or each in a turn of its own; the last of which ends with `last`. */
  readonly publish?: number;
  readonly how?: 'at once' | 'one by one';
  readonly last?: string;
}

type Publish = (data: string) => void;

const PAD = 'x'.repeat(100);

async function ours(): Promise<{ url: string; publish: Publish }> {
  const server = await startServer({ policy: new StreamPolicy({ paths: ['/events'] }) });
  return { url: server.url, publish: (data) => void server.publish({ data }) };
}

/** The least that a server can do: the same headers, and the same bytes made once and written to every response. */
async function bare(): Promise<{ url: string; publish: Publish }> {
  const open = new Set<ServerResponse>();
  const server = createServer((_, response) => {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const publish = (data: string): void => {
    const bytes = encode({ id: `${Date.now()}-0`, data });
    for (const response of open) response.write(bytes);
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, publish };
}

async function main(): Promise<void> {
  const { url, publish } = await (process.argv[2] === 'bare' ? bare() : ours());
  const tell = (told: Told): void => void process.send?.(told);
  const work = async ({ publish: events = 0, last = '', how = 'at once' }: Asked): Promise<void> => {
    for (let number = 1; number <= events; number += 1) {
      publish(`${PAD}${number === events ? last : ''}`);
      if (how === 'one by one') await nextTurn();
    }
    const { user, system } = process.cpuUsage();
    tell({ cpuMilliseconds: (user + system) / 1000, residentBytes: process.memoryUsage.rss() });
  };
  process.on('message', (asked: Asked) => void work(asked));
  process.once('disconnect', () => process.exit());
  tell({ url });
}

void main();
