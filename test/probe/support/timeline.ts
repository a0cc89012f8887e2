import { encodeTimes, addTime, newTimes } from '../../../src/probe/load/times';
import type { CloseReason, Connection, Cookie, Happening, Load, Observation, Purpose } from '../../../src/probe/observation';
import { StreamPolicy } from '../../../src/policy/stream-policy';

/** Short, so that a minute of timelines holds every limit. */
export const policy = new StreamPolicy({
  paths: ['/events'],
  heartbeat: '2s',
  maxAge: { limit: '10s', jitter: '1s' },
  drain: { window: '5s', retry: { min: '1s', max: '3s' } },
});

/** The servers' clocks are ahead of the probe's by this; no verdict may depend on it. */
const AHEAD = 7_777;
const EPOCH = 1_790_000_000_000;

/** What happens on one connection. Times are milliseconds after it began. */
export interface Told {
  readonly startedAt?: number;
  readonly version?: '1.1' | '2';
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined by name: no headers ever. */
  readonly headersAt?: number | 'never';
  readonly cookies?: readonly Cookie[];
  /** When the server sends its events. */
  readonly sends?: readonly number[];
  /** How late they arrive. */
  readonly delay?: number | ((index: number) => number);
  readonly bytes?: number;
  readonly instance?: string;
  readonly firstSeq?: number;
  /** Events say neither when nor by whom they were sent. */
  readonly foreign?: boolean;
  readonly ids?: readonly string[];
  readonly comments?: readonly number[];
  /** When the event `end` arrives. */
  readonly endAt?: number;
  readonly retry?: number;
  readonly also?: readonly Happening[];
  readonly close?: { readonly at: number; readonly reason: CloseReason; readonly partial?: boolean };
  readonly follows?: number;
  readonly url?: string;
  readonly request?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly silence?: number;
  readonly stats?: Readonly<Record<string, unknown>>;
}

export type Made = Omit<Connection, 'id'> & { readonly id?: number };

export function connection(purpose: Purpose, told: Told = {}, id?: number): Made {
  const { startedAt = 0, follows, url = 'https://sse.test/events', request = {}, method = 'GET', silence, stats } = told;
  const timeline = happenings(told, startedAt).toSorted((a, b) => a.at - b.at);
  return {
    ...(id === undefined ? {} : { id }),
    purpose,
    ...(follows === undefined ? {} : { follows }),
    request: { method, url, headers: request },
    startedAt,
    timeline,
    ...(silence === undefined ? {} : { silence }),
    ...(stats === undefined ? {} : { stats }),
  };
}

function happenings(told: Told, startedAt: number): Happening[] {
  const { version = '2', sends = [], comments = [], close = { at: 9_000, reason: 'probe' as const } } = told;
  const { endAt, retry, also = [], headersAt = 10, headers = {}, status = 200, cookies = [] } = told;
  // What is written at the moment of a cut does not arrive.
  const isSeen = ({ at }: Happening) => (close.reason === 'clean' ? at <= close.at : at < close.at);
  const arrived = sends.map((sent, index) => eventOf(told, startedAt, sent, index)).filter(isSeen);
  const first = Math.min(headersAt === 'never' ? Infinity : headersAt, close.at);
  return [
    { at: 0, type: 'connect' },
    { at: 1, type: 'tls', protocol: 'TLSv1.3', alpn: version === '2' ? 'h2' : 'http/1.1' },
    ...(headersAt === 'never'
      ? []
      : [
          {
            at: first,
            type: 'headers' as const,
            status,
            httpVersion: version,
            headers: { 'content-type': 'text/event-stream', ...headers },
            cookies,
          },
        ]),
    ...(retry === undefined ? [] : [{ at: first, type: 'retry' as const, milliseconds: retry }]),
    ...arrived,
    ...comments.map((at) => ({ at, type: 'comment' as const })).filter(isSeen),
    ...(endAt === undefined ? [] : [{ at: endAt, type: 'event' as const, name: 'end', bytes: 20 }]),
    ...also,
    { at: close.at, type: 'close', reason: close.reason, partial: close.partial ?? false },
  ];
}

function eventOf(
  { delay = 0, bytes = 60, instance = 'a', firstSeq = 1, foreign, ids }: Told,
  startedAt: number,
  sent: number,
  index: number,
): Happening {
  const at = Math.max(0, sent + (typeof delay === 'number' ? delay : delay(index)));
  const seq = firstSeq + index;
  const id = ids === undefined ? String(seq) : ids[index];
  const stamp = { seq, sent: EPOCH + AHEAD + startedAt + sent, instance };
  return { at, type: 'event', bytes, ...(id === undefined || id === '' ? {} : { id }), ...(foreign ? {} : { stamp }) };
}

/** All connections of a probe, and its load where it had one. */
export type Scene = readonly Made[] & { readonly load?: Load };

/** A hundred streams that were all held, but for what is said otherwise. */
export function load(changes: Partial<Load> = {}): Load {
  const times = newTimes();
  addTime(times, 20, 100);
  const counts = { asked: 100, perSecond: 10, begun: 100, opened: 100, mostOpen: 100, held: 100, ended: 0, unanswered: 0 };
  const lag = [{ instance: 'a', ahead: EPOCH + AHEAD, times: encodeTimes(times) }];
  return { ...counts, refused: {}, cut: {}, events: 100, firstEvent: encodeTimes(times), lag, ...changes };
}

export function observation(made: Scene, more: Partial<Observation> = {}): Observation {
  const { load: many } = made;
  const connections = made.map((each, index) => ({ ...each, id: each.id ?? 100 + index }));
  return {
    version: 1,
    url: 'https://sse.test/events',
    startedAt: EPOCH,
    connections,
    ...(many === undefined ? {} : { load: many }),
    interrupted: false,
    ...more,
  };
}

/** From, by, to and with `to` where it falls on a step. */
export const every = (step: number, from: number, to: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

/** Events that wait for the end of a buffer: each arrives at the next of these times. */
export const releasedAt =
  (sends: readonly number[], releases: readonly number[]) =>
  (index: number): number => {
    const sent = sends[index] ?? 0;
    return (releases.find((at) => at >= sent) ?? Infinity) - sent;
  };

export const cookie: Cookie = { name: 'sse-affinity', valueHash: 'h', path: '/', secure: true, httpOnly: true };
