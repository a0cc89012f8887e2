import type { Verdict } from '../live-check';
import type { Connection, Observation } from '../observation';
import { allOf, headerOf, headersOf, isHttp2, madeFor, requestAt } from '../seen';
import { counted, seconds } from '../verdict';
import { clocksOf } from './clock';
import { traitFacts } from './facts';
import { type Hold, holdOf, isHeld, lateFrom } from './hold';
import { LATE_AT_LEAST_MS } from './margins';
import { ALIKE } from './pairs';

const BLOCK = traitFacts.nginxBlocks.default;

/** An event, the names of its fields and the chunk framing beside its data: 4000 B already shared the buffer of the headers. */
const LARGE_BYTES = 3_900;

const HOW: Readonly<Record<Hold['shape'], string>> = {
  none: 'none held',
  whole: 'all in one burst',
  first: 'only the first',
  tail: 'each pushed out by the next bytes',
  bursts: 'several at a time',
  few: 'a few of them',
  nothing: 'no event',
  unclear: 'too few to compare',
};

/** `7 of 8 events were late, all in one burst, by up to 7 s (late from 0.4 s on; sent every 1 s)`. */
export function holdText(connection: Connection, { shape, events, late, worst, usual, cadence }: Hold): string {
  const on = `on the ${connection.purpose} connection (${isHttp2(connection) ? 'HTTP/2' : 'HTTP/1.1'})`;
  const scale = `late from ${seconds(lateFrom(cadence))} on; sent every ${seconds(cadence)}`;
  if (shape === 'none')
    return `${counted(events, 'event')} ${on} came ${seconds(usual)} after they were sent, ${seconds(worst)} at worst (${scale}).`;
  return `${late} of ${counted(events, 'event')} ${on} came late, ${HOW[shape]}: by ${seconds(usual)}, ${seconds(worst)} at worst (${scale}).`;
}

/** Whose hold has this shape; where nothing separates a proxy from the application, both. */
export function holdSuspects(
  observation: Observation,
  connection: Connection,
  hold: Hold,
): Pick<Verdict, 'suspects' | 'source'> & { readonly suspects: readonly string[] } {
  const { source, suspects } = byShape(observation, connection, hold);
  return { suspects: [...suspects, ...(isCured(observation) ? [] : ALIKE.bufferPlace.either)], source };
}

interface Suspicion {
  readonly suspects: readonly string[];
  readonly source: string;
}

function byShape(observation: Observation, connection: Connection, { shape, bytes }: Hold): Suspicion {
  if (isCured(observation)) return { suspects: ['nginx with proxy_buffering on'], source: traitFacts.nginxAccel.source };
  if (headerOf(connection, 'content-length') !== undefined) {
    const suspects = ['Varnish without do_stream, or with ESI', 'the buffering middleware of Traefik'];
    return { suspects, source: traitFacts.middleware.source };
  }
  const { first, tail } = { first: traitFacts.varnishFirst, tail: traitFacts.nginxBlocks };
  if (shape === 'first' && bytes < LARGE_BYTES) {
    return { suspects: ['Varnish in front of an origin that ends answers by closing'], source: first.source };
  }
  if ((shape === 'tail' || shape === 'first') && bytes >= LARGE_BYTES) {
    return { suspects: ['nginx with proxy_buffering on'], source: tail.source };
  }
  if (inBlocks(connection))
    return { suspects: ['nginx with proxy_buffering on', ...ALIKE.nginxHttp10.either], source: tail.source };
  const outer = wasRemoved(observation) ? ['a second nginx outside the one that obeyed X-Accel-Buffering and removed it'] : [];
  if (headersHeld(connection))
    return { suspects: [...outer, ...ALIKE.nginxHttp10.either], source: traitFacts.nginxHttp10.source };
  return { suspects: outer, source: traitFacts.nginxAccel.source };
}

/** The header alone made the events flow: nginx held them. */
function isCured(observation: Observation): boolean {
  const clocks = clocksOf(observation);
  return madeFor(observation, 'finite-unbuffered').some((connection) => holdOf(connection, clocks).shape === 'none');
}

/** The server was told to send the header, it did not arrive, and events were held all the same. */
function wasRemoved(observation: Observation): boolean {
  const clocks = clocksOf(observation);
  return madeFor(observation, 'finite-unbuffered').some(
    (connection) => isHeld(holdOf(connection, clocks)) && headerOf(connection, 'x-accel-buffering') === undefined,
  );
}

/** Bodies that come in whole blocks; the last rest is released by the end. */
function inBlocks(connection: Connection): boolean {
  const sizes = allOf(connection, 'chunk').map(({ bytes }) => bytes);
  const whole = sizes.filter((bytes) => bytes > 0 && bytes % BLOCK === 0).length;
  return whole >= 2 && whole >= sizes.length - 1;
}

function headersHeld(connection: Connection): boolean {
  const headers = headersOf(connection);
  const first = allOf(connection, 'event')[0];
  if (headers === undefined || first === undefined) return false;
  return headers.at - requestAt(connection) > LATE_AT_LEAST_MS && first.at - headers.at < LATE_AT_LEAST_MS;
}

/** HAProxy's constant on HTTP/1.1, which HTTP/2 does not have. */
export function constantDelay(held: readonly { readonly connection: Connection; readonly hold: Hold }[]): string {
  const usualOf = (http2: boolean) =>
    held.filter(({ connection, hold }) => isHttp2(connection) === http2 && hold.shape === 'none').map(({ hold }) => hold.usual);
  const [http1, http2] = [Math.min(...usualOf(false)), Math.min(...usualOf(true))];
  const constant = traitFacts.haproxyDelay.default.milliseconds;
  if (!(Number.isFinite(http1) && Math.abs(http1 - constant) < constant / 2 && http2 < constant / 2)) return '';
  return ` The constant ${seconds(http1)} on HTTP/1.1, ${seconds(http2)} on HTTP/2, is no buffer: HAProxy without option http-no-delay adds it.`;
}
