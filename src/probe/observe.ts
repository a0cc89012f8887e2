import { performance } from 'node:perf_hooks';
import { Client, type Target } from './client/client';
import { CookieJar } from './client/cookies';
import type { Timeline } from './client/timeline';
import type { Visit } from './client/visit';
import { affinity } from './experiments/affinity';
import { cancel } from './experiments/cancel';
import { idle, idleWithoutHeartbeat, staggered, stream } from './experiments/held';
import { goesOn, visit, type Lab } from './experiments/lab';
import { load } from './experiments/load';
import { preflight } from './experiments/preflight';
import { resume } from './experiments/resume';
import { compressed, finite, finiteUnbuffered, large, otherVersion, reconnect } from './experiments/varied';
import type { Observation } from './observation';
import type { Recorder } from './recording/entry';
import { unusable } from './unusable';

export interface ObserveOptions {
  readonly target: Target;
  /** How long the whole observation takes. */
  readonly durationMs: number;
  /** One client's cookies for every connection that is not meant to be a new client. */
  readonly cookieJar?: boolean;
  /** Also cut and resume a stream that is not our reference server's. */
  readonly resume?: boolean;
  readonly cutAfterMs?: number;
  /** The origin of a page, for a cross-origin preflight. */
  readonly origin?: string;
  readonly load?: { readonly connections: number; readonly perSecond: number };
}

/**
 * Connections that are made at most, unless a load, a preflight or a resumption is asked for: of a foreign endpoint, and of
 * our reference server, where most last for one event only.
 */
export const MOST_CONNECTIONS = { foreign: 10, reference: 58 };

/** Opens real connections to one endpoint and records what happens on them. Ends by itself, or when `signal` says so. */
export async function observe(options: ObserveOptions, record: Recorder, signal: AbortSignal): Promise<Observation> {
  const client = new Client(options.target, record, signal);
  const end = performance.now() + options.durationMs;
  const left = () => Math.max(0, end - performance.now());
  const unknown = { client, left, isReference: false, takesParameters: false };
  const jar = options.cookieJar === true ? { jar: new CookieJar() } : {};
  const first = await contact({ ...unknown, ...jar });
  const lab = { ...unknown, ...jar, ...first };
  if (unusable(client.observation()) !== undefined) first.visit.close();
  else if (goesOn(lab)) await experiment(lab, first.visit, options);
  await first.visit.done;
  return client.end();
}

const PATIENCE_MS = 2_000;
const TEST_STREAM = /\/test\/stream$/;

/** Finds out whether this is our reference server, before it is sent anything but the URL. */
async function contact(lab: Lab) {
  const { url, method = 'GET' } = lab.client.target;
  const mayTakeParameters = method === 'GET' && TEST_STREAM.test(url.pathname);
  const first = visit(lab, mayTakeParameters ? 'fresh' : 'stream');
  await first.until((timeline) => isMarked(timeline) || timeline.first('event') !== undefined, PATIENCE_MS);
  const { timeline } = first;
  const isReference = isMarked(timeline) || timeline.first('event')?.stamp !== undefined;
  // A hop that holds everything holds the mark too, and the path is that of our server.
  const isHeld = timeline.first('event') === undefined && timeline.first('close') === undefined;
  const takesParameters = mayTakeParameters && (isReference || isHeld);
  if (mayTakeParameters) first.close();
  return { visit: first, isReference, takesParameters };
}

const isMarked = (timeline: Timeline): boolean => timeline.first('headers')?.headers['sse-ready-server'] !== undefined;

async function experiment(lab: Lab, first: Visit, options: ObserveOptions): Promise<void> {
  const main = first.plan.purpose === 'stream' ? first : stream(lab);
  const { origin, load: many } = options;
  // A request with a body may change something: it is not sent again but for what the user asks for by name.
  const isSafe = main.plan.method === 'GET';
  await Promise.all([
    main.done,
    ...(isSafe ? [staggered(lab), compressed(lab, 'gzip'), compressed(lab, 'br'), versions(lab, main)] : []),
    ...(isSafe && lab.takesParameters ? reference(lab) : []),
    ...(isSafe && !lab.takesParameters ? [main.done.then(() => reconnect(lab, main))] : []),
    ...(isSafe || options.resume === true ? [clients(lab, isSafe, options)] : []),
    ...(origin === undefined ? [] : [preflight(lab, origin)]),
    ...(many === undefined ? [] : [load(lab, many.connections, many.perSecond)]),
  ]);
}

function reference(lab: Lab): Promise<void>[] {
  const accel = lab.client.target.url.searchParams.get('x-accel-buffering') ?? 'no';
  return [idle(lab), idleWithoutHeartbeat(lab), large(lab), finite(lab), ...(accel === 'no' ? [] : [finiteUnbuffered(lab)])];
}

/** One after the other: the server counts the clients that leave, and these leave. */
async function clients(lab: Lab, isSafe: boolean, options: ObserveOptions): Promise<void> {
  if (isSafe) await cancel(lab);
  const resumes = lab.takesParameters || options.resume === true;
  await Promise.all([...(isSafe ? [affinity(lab)] : []), ...(resumes && goesOn(lab) ? [resume(lab, options.cutAfterMs)] : [])]);
}

/** TLS says which versions there are; the one that was not chosen is tried too where that can be asked for. */
async function versions(lab: Lab, main: Visit): Promise<void> {
  await main.until((timeline) => timeline.first('headers') !== undefined, PATIENCE_MS);
  const negotiated = (lab.client.target.http ?? 'negotiate') === 'negotiate';
  if (negotiated && goesOn(lab) && main.timeline.first('headers')?.httpVersion === '2') await otherVersion(lab, 'http1');
}
