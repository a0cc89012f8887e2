import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { Registry } from 'prom-client';
import type { StreamPolicy } from 'sse-ready';
import { answer, type Tell } from './answer';
import { eventsToKeep, type EventLog } from './event-log';
import type { EventId, NewEvent } from './event';
import { Hub } from './hub';
import { MemoryLog } from './memory-log';
import { registerMetrics } from './metrics';
import { rateLimiter } from './publish';
import { routes } from './routes';
import type { Service } from './service';
import { LAST_READ_MS } from './stream';
import { Streams } from './streams';

export interface ServerOptions {
  readonly policy: StreamPolicy;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** The name of this instance in test events and counters. Default: the host name. */
  readonly instance?: string;
  /** Shared with other servers, so that any of them resumes any client; whoever made it closes it. Default: one in memory. */
  readonly log?: EventLog;
  /** The most that all instances publish in a second; with the policy's age it bounds the log. Default 10. */
  readonly eventsPerSecond?: number;
  /** Default 10000. */
  readonly maxStreams?: number;
  /** What is kept for a client that does not read, before it is dropped. Default 64 KiB. */
  readonly maxBufferedBytes?: number;
  /** What streams of /events need. Default: nothing. */
  readonly token?: string;
  /** What `POST /events` needs. Default: nobody can publish by HTTP. */
  readonly publishToken?: string;
  /** Origins whose pages may read streams and send cookies. Default: none. */
  readonly allowedOrigins?: readonly string[];
  /** Whether /test/* answers. Default false. */
  readonly testEndpoints?: boolean;
  /** Sets the policy's affinity cookie, for clients that come without a proxy which does. Default false. */
  readonly affinityCookie?: boolean;
  /** Where the counters go; one registry takes those of one server. Default: one of its own. */
  readonly registry?: Registry;
  /** Takes one line per request and per change of state. Default: nobody. */
  readonly tell?: Tell;
}

export interface RunningServer {
  readonly url: string;
  readonly instance: string;
  publish(event: NewEvent): Promise<EventId>;
  /** Not ready any more, streams ended over the policy's window, then closed. Resolves when all is done. */
  drain(): Promise<void>;
  /** Closes at once, cutting what is open. */
  close(): Promise<void>;
}

/** Longer than the 60 s for which nginx keeps an idle connection by default: the proxy must be the one to close it. */
const KEEP_ALIVE_MS = 75_000;

/** What is left of the exit margin must suffice for a process to end. */
const LAST_ANSWER_MS = 1_000;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { policy, tell = () => undefined, eventsPerSecond = 10, registry: metrics = new Registry() } = options;
  const log = options.log ?? new MemoryLog({ events: eventsToKeep(policy, eventsPerSecond) });
  const { hub, stop } = await Hub.start(log);
  const streams = new Streams(options.maxStreams ?? 10_000, options.maxBufferedBytes ?? 65_536);
  registerMetrics(metrics, streams, hub);
  const service: Service = { ...shared(options), log, hub, streams, metrics, mayPublish: rateLimiter(eventsPerSecond) };
  const table = routes(options.testEndpoints ?? false);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void answer(request, response, service, table, tell);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const shut = async (graceMs: number): Promise<void> => {
    stop();
    const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
    const late = setTimeout(() => server.closeAllConnections(), graceMs);
    await closed;
    clearTimeout(late);
  };
  const close = async (): Promise<void> => {
    streams.destroyAll('cut');
    await shut(0);
  };
  const drain = async (): Promise<void> => {
    tell({ draining: streams.counts.open });
    await streams.drain(policy.drain.window.milliseconds, LAST_READ_MS);
    await shut(LAST_ANSWER_MS);
    tell({ drained: streams.counts });
  };
  const { address, family, port } = server.address() as AddressInfo;
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  return { url, instance: service.instance, publish: (event) => log.append(event), drain, close };
}

function shared(
  options: ServerOptions,
): Pick<Service, 'policy' | 'instance' | 'token' | 'publishToken' | 'allowedOrigins' | 'affinityCookie'> {
  const { policy, instance = hostname(), token, publishToken, allowedOrigins = [], affinityCookie = false } = options;
  return {
    policy,
    instance,
    token,
    publishToken,
    allowedOrigins,
    affinityCookie: affinityCookie ? setCookie(policy, instance) : undefined,
  };
}

function setCookie({ affinity }: StreamPolicy, instance: string): string | undefined {
  if (affinity.kind !== 'cookie') return undefined;
  const seconds = Math.floor(affinity.lifetime.milliseconds / 1000);
  return `${affinity.name}=${encodeURIComponent(instance)}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax`;
}
