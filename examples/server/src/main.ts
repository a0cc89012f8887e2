import { collectDefaultMetrics, Registry } from 'prom-client';
import { EnvironmentError, readEnvironment } from './environment';
import { eventsToKeep, type EventLog } from './event-log';
import type { RedisLogOptions } from './redis/redis-log';
import { startServer } from './server';

/** One line of JSON each, without headers, queries or bodies: none of them is anybody's secret. */
const tell = (line: Readonly<Record<string, unknown>>): void =>
  console.log(JSON.stringify({ at: new Date().toISOString(), ...line }));

async function main(): Promise<void> {
  const { server: options, redis, tick } = readEnvironment(process.env);
  const events = eventsToKeep(options.policy, options.eventsPerSecond);
  const whenLost = ({ message }: Error): void => tell({ error: message });
  const log = redis === undefined ? undefined : await redisLog({ url: redis, events, whenLost });
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const server = await startServer({ ...options, registry, tell, ...(log === undefined ? {} : { log }) });
  tell({ listening: server.url, instance: server.instance });
  const publish = (): void => void server.publish({ event: 'tick', data: new Date().toISOString() }).catch(whenLost);
  const ticker = tick === undefined ? undefined : setInterval(publish, tick.milliseconds);
  const stop = async (how: 'drain' | 'close'): Promise<void> => {
    await server[how]();
    clearInterval(ticker);
    await log?.close();
  };
  process.once('SIGTERM', () => void stop('drain'));
  // At a terminal nobody wants to wait for the window.
  process.once('SIGINT', () => void stop('close'));
}

/** Loaded when it is needed: most who try the server have no Redis. */
async function redisLog(options: RedisLogOptions): Promise<EventLog> {
  const { RedisLog } = await import('./redis/redis-log.js');
  return RedisLog.connect(options);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof EnvironmentError ? 2 : 1);
});
