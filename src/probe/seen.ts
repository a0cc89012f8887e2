import type { Connection, Happening, Observation, Purpose } from './observation';
import { largest } from './verdict';

type Of<T extends Happening['type']> = Extract<Happening, { type: T }>;

const EVENT_STREAM = /^text\/event-stream\s*(?:;|$)/i;

/** Bytes read at one instant may be reported in several happenings. */
const ONE_INSTANT_MS = 50;

/**
 * What services name the event that says a stream is over. No standard says; the reference server writes `end`.
 * Without such an event a client cannot tell an end from a cut that looks clean.
 */
export const LAST_EVENT_NAMES: readonly string[] = ['end', 'last', 'done', 'close', 'complete'];

export function allOf<T extends Happening['type']>({ timeline }: Connection, type: T): readonly Of<T>[] {
  return timeline.filter((happening): happening is Of<T> => happening.type === type);
}

export const closeOf = (connection: Connection): Of<'close'> | undefined => allOf(connection, 'close').at(-1);

/** Of the answer that counts: the last, after redirects. */
export const headersOf = (connection: Connection): Of<'headers'> | undefined => allOf(connection, 'headers').at(-1);

/** A header of the answer; its values joined as RFC 9110 section 5.3 says. */
export function headerOf(connection: Connection, name: string): string | undefined {
  const value = headersOf(connection)?.headers[name];
  return value === undefined || typeof value === 'string' ? value : value.join(', ');
}

export function isStream(connection: Connection): boolean {
  const headers = headersOf(connection);
  return headers !== undefined && isEventStream(headers.status, headers.headers['content-type']);
}

/** Several values of a header are joined as RFC 9110 section 5.3 says. */
export function isEventStream(status: number, contentType: string | readonly string[] | undefined): boolean {
  return status === 200 && EVENT_STREAM.test([contentType ?? ''].flat().join(', '));
}

export const isHttp2 = (connection: Connection): boolean => headersOf(connection)?.httpVersion === '2';

export function madeFor({ connections }: Observation, ...purposes: readonly Purpose[]): Connection[] {
  return connections.filter(({ purpose }) => purposes.includes(purpose));
}

/** When the request was on its way: limits of hops run from here, not from the lookup of the name. */
export function requestAt({ timeline }: Connection): number {
  return Math.max(0, ...timeline.flatMap(({ type, at }) => (type === 'dns' || type === 'connect' || type === 'tls' ? [at] : [])));
}

/** Instants at which bytes of the body arrived, in order. */
export function byteTimes({ timeline }: Connection): number[] {
  const times = timeline.flatMap(({ type, at }) =>
    type === 'chunk' || type === 'event' || type === 'comment' || type === 'retry' ? [at] : [],
  );
  return instants(times);
}

export function instants(times: readonly number[]): number[] {
  const found: number[] = [];
  for (const at of times.toSorted((a, b) => a - b)) {
    const last = found.at(-1);
    if (last === undefined || at - last > ONE_INSTANT_MS) found.push(at);
  }
  return found;
}

export const gapsOf = (times: readonly number[]): number[] => times.slice(1).map((at, index) => at - (times[index] ?? at));

/** How long it was watched. */
export const endOf = ({ timeline }: Connection): number => Math.max(0, largest(timeline.map(({ at }) => at)));

export const ageAtEnd = (connection: Connection): number => endOf(connection) - requestAt(connection);

/** Silences that ended with a byte: a stream that has them survived them. */
export function survivedGaps(connection: Connection): number[] {
  const headers = headersOf(connection);
  return gapsOf([...(headers === undefined ? [] : [headers.at]), ...byteTimes(connection)]).filter((gap) => gap > 0);
}

/** Since its last byte or, before the first, since its headers. */
export function quietAtEnd(connection: Connection): number {
  return endOf(connection) - Math.max(headersOf(connection)?.at ?? requestAt(connection), largest(byteTimes(connection)));
}

/** The server said that nothing more follows, so its end is no cut. */
export function saidEnd(connection: Connection): boolean {
  const name = allOf(connection, 'event').at(-1)?.name?.toLowerCase();
  return name !== undefined && LAST_EVENT_NAMES.includes(name);
}

/** Told to stop, or a recording that breaks off: nothing may be made of how it ended. */
export function isCutShort(connection: Connection): boolean {
  const close = closeOf(connection);
  return close === undefined || close.reason === 'interrupted';
}

/** Which instance of the server answered; only its own data says. */
export function instanceOf(connection: Connection): string | undefined {
  return allOf(connection, 'event').find(({ stamp }) => stamp !== undefined)?.stamp?.instance;
}
