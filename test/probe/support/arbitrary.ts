import fc from 'fast-check';
import type { CloseReason, Connection, Happening, Observation, Purpose } from '../../../src/probe/observation';
import { load } from './timeline';

const PURPOSES: readonly Purpose[] = [
  ...(['stream', 'staggered', 'gzip', 'br', 'http1', 'http2', 'large', 'finite', 'finite-unbuffered', 'again', 'idle'] as const),
  ...(['idle-without-heartbeat', 'fresh', 'returning', 'cut', 'resume', 'resume-elsewhere', 'cancel', 'stats'] as const),
  ...(['preflight', 'reconnect'] as const),
];
const REASONS: readonly CloseReason[] = [
  ...(['clean', 'fin', 'rst', 'rst-stream', 'naked-fin', 'probe', 'interrupted', 'timeout', 'too-large', 'error'] as const),
];

const at = fc.integer({ min: 0, max: 30_000 });
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

/** Leaves out what is undefined, as a recording does. */
const exact = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

const cookie = fc.record({
  name: fc.constantFrom('sse-affinity', 'SRV'),
  valueHash: fc.string(),
  path: fc.constantFrom('/', '/x'),
  secure: fc.boolean(),
  httpOnly: fc.boolean(),
  sameSite: fc.constantFrom('None', 'Lax'),
});
const headers = fc.dictionary(
  fc.constantFrom(
    'content-type',
    'content-encoding',
    'content-length',
    'age',
    'x-varnish',
    'access-control-allow-origin',
    'cache-control',
  ),
  fc.oneof(fc.constantFrom('text/event-stream', 'gzip', '12', '*', ''), fc.array(fc.string(), { maxLength: 2 })),
);
const stamp = fc.record({
  seq: fc.integer({ min: 0, max: 20 }),
  sent: fc.integer({ min: -40_000, max: 40_000 }),
  instance: fc.constantFrom('a', 'b'),
});

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ at, type: fc.constantFrom('connect' as const, 'comment' as const) }),
  fc.record({ at, type: fc.constant('dns' as const), address: fc.ipV4() }),
  fc.record({ at, type: fc.constant('tls' as const), protocol: fc.constant('TLSv1.3'), alpn: fc.constantFrom('h2', '') }),
  fc.record({
    at,
    type: fc.constant('headers' as const),
    status: fc.constantFrom(200, 204, 401, 503, 504),
    httpVersion: fc.constantFrom('1.0' as const, '1.1' as const, '2' as const),
    headers,
    cookies: fc.array(cookie, { maxLength: 2 }),
  }),
  fc.record({ at, type: fc.constant('redirect' as const), location: fc.string() }),
  fc.record({ at, type: fc.constant('chunk' as const), bytes: fc.constantFrom(0, 10, 4_096, 12_521) }),
  fc.record({ at, type: fc.constant('body' as const), text: fc.constantFrom('', 'stream timeout') }),
  fc
    .record({
      at,
      type: fc.constant('event' as const),
      id: optional(fc.constantFrom('1', '2', 'x')),
      name: optional(fc.constantFrom('end', 'x')),
      bytes: fc.nat(9_000),
      stamp: optional(stamp),
    })
    .map((event) => exact(event) as Happening),
  fc.record({ at, type: fc.constant('retry' as const), milliseconds: fc.nat(9_000) }),
  fc.record({ at, type: fc.constant('goaway' as const), code: fc.nat(13) }),
  fc.record({ at, type: fc.constant('close' as const), reason: fc.constantFrom(...REASONS), partial: fc.boolean() }),
);

const made = fc
  .record({
    id: fc.nat(8),
    purpose: fc.constantFrom(...PURPOSES),
    follows: optional(fc.nat(8)),
    request: fc.record({
      method: fc.constant('GET'),
      url: fc.constantFrom('https://sse.test/events?cadence=9', 'no url'),
      headers: fc.constantFrom({}, { origin: 'https://page.test' }),
    }),
    startedAt: fc.nat(20_000),
    timeline: fc.array(happening, { maxLength: 12 }),
    silence: optional(fc.nat(9_000)),
    stats: optional(fc.constantFrom({}, { instance: 'a', aborted: 1, now: 5 }, { aborted: 'x' })),
  })
  .map((each) => exact(each) as Connection);

/** Anything that has the form of an observation, in no sensible order. */
export const anyObservation: fc.Arbitrary<Observation> = fc
  .record({
    version: fc.constant(1 as const),
    url: fc.constantFrom('https://sse.test/events', 'http://sse.test/', ''),
    startedAt: fc.integer(),
    connections: fc.array(made, { maxLength: 10 }),
    load: optional(
      fc
        .record({ opened: fc.nat(9), begun: fc.nat(9), refused: fc.dictionary(fc.constantFrom('503', 'EMFILE'), fc.nat(9)) })
        .map(load),
    ),
    interrupted: fc.boolean(),
  })
  .map((any) => exact(any) as Observation);
