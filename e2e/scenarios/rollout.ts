import { setTimeout as wait } from 'node:timers/promises';
import { renderNginx } from 'sse-ready';
import type { EventLog } from '../../examples/server/src/event-log';
import { MemoryLog } from '../../examples/server/src/memory-log';
import { RedisLog } from '../../examples/server/src/redis/redis-log';
import type { RunningServer } from '../../examples/server/src/server';
import { startProxy, writeProxy } from '../proxies/start';
import type { Case, Outcome } from '../support/case';
import { start, type Running } from '../support/child';
import { Returning } from '../support/event-source';
import { serverPolicy } from '../support/policy';
import { fileOf } from '../support/program';
import { freePort } from '../support/ports';
import { addressOf, serve } from '../support/servers';

const STREAMS = 500;
const PUBLISHED_EVERY_MS = 100;
const EVENTS_KEPT = 10_000;
const WITHIN_MS = 60_000;

/** Both servers are replaced, one after the other, as a Deployment does: the new one first, then the old one drains. */
export const rolloutCases: readonly Case[] = [
  {
    name: `rolling replacement of both servers under ${STREAMS} streams, log in Redis`,
    needs: ['nginx', 'redis'],
    alone: true,
    run: async (folder) => {
      const port = await freePort();
      const redis = await startRedis(folder, port);
      const url = new URL(`redis://127.0.0.1:${port}`);
      return rolledOut(folder, () => RedisLog.connect({ url, events: EVENTS_KEPT })).finally(() => redis.stop());
    },
  },
  {
    name: `rolling replacement of both servers under ${STREAMS} streams, log in memory`,
    needs: ['nginx'],
    alone: true,
    run: (folder) => {
      const log = new MemoryLog({ events: EVENTS_KEPT });
      return rolledOut(folder, () => log);
    },
  },
];

const startRedis = (folder: string, port: number): Promise<Running> =>
  start(fileOf('redis') ?? '', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''], port);

async function rolledOut(folder: string, logOf: () => EventLog | Promise<EventLog>): Promise<Outcome> {
  const port = await freePort();
  const servers: RunningServer[] = [];
  const logs: EventLog[] = [];
  const add = async (): Promise<RunningServer> => {
    const log = await logOf();
    logs.push(log);
    const server = await serve(`server-${servers.length}`, { log });
    servers.push(server);
    return server;
  };
  const proxied = (...behind: readonly RunningServer[]): string =>
    renderNginx(serverPolicy, { host: 'localhost', servers: behind.map(addressOf), tls: 'terminated-in-front', port });

  const [first, second] = [await add(), await add()];
  const nginx = await startProxy('nginx', proxied(first, second), folder, port);
  const clients = Array.from({ length: STREAMS }, () => new Returning(`http://127.0.0.1:${port}/events`));
  let published = 0;
  try {
    await until(() => clients.every(({ hasBegun }) => hasBegun));
    const publish = (): void => void servers.at(-1)?.publish({ data: String(published++) });
    const publishing = setInterval(publish, PUBLISHED_EVERY_MS);
    const replace = async (old: RunningServer, staying: RunningServer): Promise<RunningServer> => {
      const next = await add();
      writeProxy('nginx', proxied(next, staying), folder);
      nginx.signal('SIGHUP');
      await old.drain();
      return next;
    };
    await replace(second, await replace(first, second));
    clearInterval(publishing);
    await until(() => clients.every(({ data }) => data.length >= published)).catch(() => undefined);
    await wait(2 * PUBLISHED_EVERY_MS);
    return judged(clients, published);
  } finally {
    clients.forEach((client) => client.close());
    await nginx.stop();
    await Promise.all(servers.map((server) => server.close()));
    await Promise.all(logs.map((log) => log.close()));
  }
}

function judged(clients: readonly Returning[], published: number): Outcome {
  const lost = sum(clients, ({ data }) => published - new Set(data).size);
  const twice = sum(clients, ({ data }) => data.length - new Set(data).size);
  const returns = sum(clients, ({ connections }) => connections - 1);
  const gaps = sum(clients, (client) => client.gaps);
  const refusals = clients.flatMap((client) => client.refusals);
  const seen = `${clients.length} clients came back ${returns} times; of ${published} events each, ${lost} were lost and ${twice} came twice`;
  const ok = lost === 0 && twice === 0 && gaps === 0 && refusals.length === 0 && returns >= clients.length && published > 0;
  return { ok, seen, details: [`${gaps} gaps told`, ...new Set(refusals)] };
}

const sum = (clients: readonly Returning[], count: (client: Returning) => number): number =>
  clients.reduce((total, client) => total + count(client), 0);

/** @throws Error when it does not come true in time. */
async function until(holds: () => boolean): Promise<void> {
  const late = Date.now() + WITHIN_MS;
  while (!holds()) {
    if (Date.now() > late) throw new Error('the clients were not served in time');
    await wait(50);
  }
}
