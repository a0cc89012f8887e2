import { requireToken } from './auth';
import { classic } from './classic';
import { answerPreflight } from './cors';
import { streamEvents } from './events';
import { pause, reply, type Exchange } from './exchange';
import { HttpError } from './http-error';
import { publish } from './publish';
import type { Service } from './service';
import { parseParameters } from './testing/parameters';
import { testStream } from './testing/test-stream';

export type Handler = (exchange: Exchange, service: Service) => Promise<void> | void;

/** The handlers of one path by method. */
export type Route = Readonly<Record<string, Handler>>;

const preflight: Handler = (exchange, { allowedOrigins }) => answerPreflight(exchange, allowedOrigins);

const alive: Handler = ({ response }) => reply(response, 200, 'ok\n');

/** Not ready once the drain has begun, so that no new stream is sent here. */
const ready: Handler = ({ response }, { streams }) =>
  streams.isDraining ? reply(response, 503, 'draining\n') : reply(response, 200, 'ok\n');

const events: Handler = async (exchange, service) => {
  requireToken(exchange.request, service.token, 'cookie');
  await streamEvents(exchange, service);
};

/** A POST that asks for a stream gets one; any other publishes. */
const postEvents: Handler = async (exchange, service) => {
  if (/\btext\/event-stream\b/.test(exchange.request.headers.accept ?? '')) return events(exchange, service);
  if (service.publishToken === undefined)
    throw new HttpError(403, 'publishing is off: the server was started without a publish token');
  // Not by cookie: a page of another site can make a browser send one.
  requireToken(exchange.request, service.publishToken, 'no cookie');
  await publish(exchange, service);
};

const testPreflight: Handler = async (exchange, service) => {
  const { fault, delayHeaders } = parseParameters(exchange.url.searchParams, 0);
  if (delayHeaders > 0) await pause(exchange.response, delayHeaders);
  if (fault !== 'cross-origin-preflight') return preflight(exchange, service);
  exchange.response.removeHeader('Access-Control-Allow-Origin');
  exchange.response.removeHeader('Access-Control-Allow-Credentials');
  throw new HttpError(405, 'no preflight here');
};

const stats: Handler = ({ response }, { instance, streams }) =>
  reply(response, 200, { instance, now: Date.now(), ...streams.counts }, { 'sse-ready-server': '1' });

const metrics: Handler = async ({ response }, { metrics: registry }) =>
  reply(response, 200, await registry.metrics(), { 'Content-Type': registry.contentType });

const ROUTES: Readonly<Record<string, Route>> = {
  '/events': { GET: events, POST: postEvents, OPTIONS: preflight },
  '/event': { GET: ({ response }) => classic(response) },
  '/healthz': { GET: alive },
  '/livez': { GET: alive },
  '/readyz': { GET: ready },
  '/metrics': { GET: metrics },
};

const TEST_ROUTES: Readonly<Record<string, Route>> = {
  '/test/stream': { GET: testStream, POST: testStream, OPTIONS: testPreflight },
  '/test/stats': { GET: stats, OPTIONS: preflight },
};

export const routes = (testEndpoints: boolean): ReadonlyMap<string, Route> =>
  new Map(Object.entries(testEndpoints ? { ...ROUTES, ...TEST_ROUTES } : ROUTES));
