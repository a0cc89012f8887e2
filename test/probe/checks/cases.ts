import { client, preflight, resumed, shortLife, wholeLife, withLoad, without, withThese } from '../support/healthy';
import { connection, cookie, every, releasedAt, type Made, type Scene } from '../support/timeline';

/** For one check: what makes exactly it fail, what looks bad and is not, and what it cannot know when stopped early. */
export interface Case {
  readonly faults: Readonly<Record<string, Scene>>;
  readonly harmless: Readonly<Record<string, Scene>>;
  readonly cutShort: Scene;
}

const stopped = { close: { at: 300, reason: 'interrupted' as const } };
const barely = { sends: [0], ...stopped };
const cutAt = (at: number) => ({ close: { at, reason: 'fin' as const } });
const second = { startedAt: 1_500 };
const sends = shortLife.sends ?? [];
const held = { ...shortLife, delay: releasedAt(sends, [4_990]), headersAt: 4_990, version: '1.1' as const };
const page = { headers: { 'content-type': 'text/html' }, close: { at: 20, reason: 'clean' as const } };
const refusal = { at: 15, type: 'body' as const, text: 'upstream connect error or disconnect/reset before headers' };

export const cases: Readonly<Record<string, Case>> = {
  'event-stream-headers': {
    faults: {
      'a login page': withThese(connection('stream', page), connection('staggered', { ...page, ...second })),
      'another charset': withThese(
        connection('stream', { ...wholeLife, headers: { 'content-type': 'text/event-stream; charset=latin1' } }),
      ),
      'a FIN before any byte': withThese(connection('stream', { headersAt: 'never', ...cutAt(3_000) })),
    },
    harmless: {
      'the charset it must have': withThese(
        connection('stream', { ...wholeLife, headers: { 'content-type': 'Text/Event-Stream;charset=UTF-8' } }),
      ),
    },
    cutShort: [connection('stream', { headersAt: 'never', ...stopped })],
  },
  'streams-without-buffering': {
    faults: {
      'all in one burst at the end': withThese(connection('finite', held, 1)),
      'large events one event late': withThese(
        connection('large', { ...shortLife, bytes: 5_120, delay: (index) => (index < 4 ? 1_000 : 0) }),
      ),
      'bursts of four': withThese(connection('stream', { ...wholeLife, delay: (index) => (3 - (index % 4)) * 1_000 })),
    },
    harmless: {
      'a constant 0.2 s': withThese(connection('stream', { ...wholeLife, delay: 205, version: '1.1' })),
      'a tenth of a second of jitter': withThese(connection('stream', { ...wholeLife, delay: (index) => (index % 2) * 100 })),
    },
    cutShort: [connection('stream', barely), connection('finite', barely)],
  },
  'no-compression-on-stream': {
    faults: {
      'gzip held to the end': withThese(connection('gzip', { ...held, headers: { 'content-encoding': 'gzip' } })),
      'gzip held with its headers': withThese(
        connection('gzip', { headersAt: 'never', close: { at: 9_000, reason: 'timeout' } }),
      ),
      'br held for ever': withThese(connection('br', { headers: { 'content-encoding': 'br' } })),
      'gzip one event late': withThese(
        connection('gzip', { ...shortLife, headers: { 'content-encoding': 'gzip' }, delay: (index) => (index < 4 ? 1_000 : 0) }),
      ),
    },
    harmless: {
      'compressed and flushed for each event': withThese(
        connection('gzip', { ...shortLife, headers: { 'content-encoding': 'gzip' } }),
      ),
      'not compressed': withThese(connection('gzip', shortLife)),
    },
    cutShort: withThese(connection('gzip', { ...barely, headers: { 'content-encoding': 'gzip' } })),
  },
  'no-caching-on-stream': {
    faults: {
      'events older than the request': withThese(
        connection('staggered', {
          ...wholeLife,
          ...second,
          sends: every(1_000, -3_000, 9_000),
          delay: (index) => Math.max(0, 3_020 - index * 1_000),
        }),
      ),
      'the finished stream, asked for again': withThese(
        connection('again', {
          startedAt: 5_010,
          follows: 1,
          sends: every(1_000, -5_000, -1_000),
          delay: (index) => 5_010 - index * 1_000,
          close: { at: 30, reason: 'probe' },
        }),
      ),
      'an Age': withThese(connection('stream', { ...wholeLife, headers: { age: '12' } })),
      'a hit of Varnish': withThese(connection('stream', { ...wholeLife, headers: { 'x-varnish': '32770 5' } })),
    },
    harmless: {
      'Age: 0': withThese(connection('stream', { ...wholeLife, headers: { age: '0' } })),
      'a miss of Varnish': withThese(connection('stream', { ...wholeLife, headers: { 'x-varnish': '32770' } })),
    },
    cutShort: [connection('stream', { ...stopped })],
  },
  'heartbeat-arrives': {
    faults: {
      'no heartbeat': withThese(connection('idle', { sends: [0, 1_000] })),
      'heartbeats too far apart': withThese(connection('idle', { sends: [0], comments: [4_000, 8_000] })),
    },
    harmless: {
      'heartbeats somewhat late': withThese(connection('idle', { sends: [0], comments: every(2_400, 2_400, 9_000) })),
      'events in place of heartbeats': without('idle'),
    },
    cutShort: withThese(connection('idle', barely)),
  },
  'survives-idle': {
    faults: {
      'an idle limit below the heartbeat': withThese(
        connection('idle', { sends: [0, 500], ...cutAt(2_000) }),
        connection('idle-without-heartbeat', { sends: [0], silence: 6_000, ...cutAt(1_500) }),
      ),
      'the same on HTTP/2': withThese(
        connection('idle', { sends: [0, 500], close: { at: 2_000, reason: 'rst-stream' } }),
        connection('idle-without-heartbeat', { sends: [0], silence: 6_000, close: { at: 1_500, reason: 'rst-stream' } }),
      ),
      'a limit hardly longer than the cadence, seen between two heartbeats': withThese(
        connection('idle', { sends: [0, 1_000], comments: [2_000], version: '1.1', ...cutAt(3_220) }),
        connection('idle-without-heartbeat', { sends: [0], silence: 6_000, version: '1.1', ...cutAt(1_210) }),
      ),
      'a clean end of idle streams': withThese(
        connection('idle', { sends: [0, 500], close: { at: 2_000, reason: 'clean' } }),
        connection('idle-without-heartbeat', { sends: [0], silence: 6_000, close: { at: 1_500, reason: 'clean' } }),
      ),
      'a silent drop': withThese(
        connection('idle', { sends: every(1_000, 0, 9_000) }),
        connection('idle-without-heartbeat', { sends: [0], silence: 1_600 }),
      ),
    },
    harmless: {
      'an idle limit that heartbeats prevent': withThese(
        connection('idle-without-heartbeat', { sends: [0], silence: 6_000, ...cutAt(5_000) }),
      ),
    },
    cutShort: [connection('stream', barely), connection('idle-without-heartbeat', { ...barely, silence: 6_000 })],
  },
  'survives-max-age': {
    faults: {
      'a total limit': withThese(
        connection('stream', { sends: every(1_000, 0, 9_000), ...cutAt(3_500) }),
        connection('staggered', { sends: every(1_000, 0, 9_000), ...second, ...cutAt(3_500) }),
        connection('finite', { ...shortLife, endAt: undefined as never, ...cutAt(3_500) }, 1),
      ),
      'a write deadline': withThese(
        connection('stream', { sends: every(1_000, 0, 9_000), version: '1.1', ...cutAt(4_000) }),
        connection('staggered', { sends: every(700, 0, 9_000), version: '1.1', ...second, ...cutAt(3_500) }),
        connection('idle', { sends: [0, 1_000], comments: every(1_600, 2_600, 4_000), version: '1.1', ...cutAt(4_200) }),
      ),
    },
    harmless: {
      'an end by the server itself': withThese(connection('stream', wholeLife)),
    },
    cutShort: [connection('stream', barely), connection('staggered', { ...barely, ...second })],
  },
  'ends-well': {
    faults: {
      'no last event': withThese(connection('finite', { sends, close: { at: 5_000, reason: 'clean' } }, 1)),
      'a death inside an event': withThese(
        connection('finite', { sends, close: { at: 4_500, reason: 'fin', partial: true } }, 1),
      ),
      'a death that looks clean': withThese(
        connection('finite', { sends, close: { at: 4_500, reason: 'clean', partial: true } }, 1),
      ),
      'a restart': withThese(
        connection('stream', { sends: every(1_000, 0, 9_000), ...cutAt(6_300) }),
        connection('staggered', { sends: every(1_000, 0, 9_000), ...second, ...cutAt(4_800) }),
      ),
    },
    harmless: {
      'a last event and then a cut': withThese(connection('finite', { ...shortLife, ...cutAt(5_010) }, 1)),
    },
    cutShort: withThese(connection('finite', barely, 1)),
  },
  'affinity-holds': {
    faults: {
      'clients that move': withThese(...client(0, 'a', 'b'), ...client(1, 'b', 'b')),
      'a cookie for another path': withThese(
        ...client(0, 'a', 'a', { cookies: [{ ...cookie, path: '/other' }] }),
        ...client(1, 'b', 'b'),
      ),
      'a cookie that browsers reject': withThese(
        ...client(0, 'a', 'a', { cookies: [{ ...cookie, secure: false, sameSite: 'None' }] }),
      ),
      'a cookie that is gone too early': withThese(...client(0, 'a', 'a', { cookies: [{ ...cookie, maxAge: 5 }] })),
    },
    harmless: {
      'a cookie of the name that the hop gave': withThese(
        ...client(0, 'a', 'a', { cookies: [{ ...cookie, name: 'SRV' }] }),
        ...client(1, 'b', 'b'),
      ),
    },
    cutShort: [...without('fresh', 'returning'), connection('fresh', barely)],
  },
  'resumes-after-cut': {
    faults: {
      'two events missing': withThese(resumed('resume', { sends: [0, 200], firstSeq: 6 })),
      'events twice': withThese(resumed('resume', { sends: [0, 200], firstSeq: 3 })),
      'another instance knows nothing': withThese(resumed('resume-elsewhere', { sends: [0, 200], firstSeq: 1, instance: 'b' })),
      'an error in place of the stream': withThese(resumed('resume', { status: 400 })),
      'events without ids': [
        ...without('cut', 'resume', 'resume-elsewhere'),
        connection('cut', { sends: [0, 200], foreign: true, ids: ['', ''] }),
      ],
    },
    harmless: {
      'the same instance again': withThese(resumed('resume-elsewhere', { sends: [0, 200], firstSeq: 4 })),
    },
    cutShort: without('resume', 'resume-elsewhere'),
  },
  'reconnects-politely': {
    faults: {
      'the whole stream again': withThese(
        connection('reconnect', { startedAt: 7_000, follows: 1, sends: [0, 200], close: { at: 500, reason: 'probe' } }),
      ),
      'no time to wait': withThese(connection('stream', { ...wholeLife, retry: 0 })),
      'an error after a planned end': withThese(connection('reconnect', { startedAt: 7_000, follows: 1, status: 503 })),
    },
    harmless: {
      'the rest of the stream': withThese(
        connection('reconnect', {
          startedAt: 7_000,
          follows: 1,
          sends: [0, 200],
          firstSeq: 6,
          close: { at: 500, reason: 'probe' },
        }),
      ),
    },
    cutShort: without('reconnect'),
  },
  'cancel-reaches-server': {
    faults: {
      'a server that never notices': [
        ...without('cancel', 'stats'),
        connection('stats', { stats: { instance: 'a', aborted: 4 }, close: { at: 20, reason: 'clean' } }),
        connection(
          'cancel',
          { startedAt: 100, url: 'https://sse.test/events?cadence=500', sends: [0], close: { at: 100, reason: 'probe' } },
          3,
        ),
        connection('stats', {
          startedAt: 3_000,
          follows: 3,
          stats: { instance: 'a', aborted: 4 },
          close: { at: 20, reason: 'clean' },
        }),
      ],
    },
    harmless: {
      'noticed at the second write': [
        ...without('cancel', 'stats'),
        connection('stats', { stats: { instance: 'a', aborted: 4 }, close: { at: 20, reason: 'clean' } }),
        connection('cancel', { startedAt: 100, sends: [0], close: { at: 100, reason: 'probe' } }, 3),
        ...[400, 1_200].map((startedAt, index) =>
          connection('stats', {
            startedAt,
            follows: 3,
            stats: { instance: 'a', aborted: 4 + index },
            close: { at: 20, reason: 'clean' },
          }),
        ),
      ],
    },
    cutShort: without('stats'),
  },
  'parallel-streams-open': {
    faults: {
      '503 for the second': withThese(
        connection('staggered', { ...second, status: 503, also: [refusal], close: { at: 20, reason: 'clean' } }),
      ),
      'the second waits': withThese(
        connection('staggered', {
          ...second,
          headersAt: 3_500,
          sends: every(1_000, 3_500, 8_500),
          endAt: 9_500,
          close: { at: 9_500, reason: 'clean' },
        }),
      ),
    },
    harmless: {
      'many more': [
        ...withThese(),
        ...every(100, 0, 1_000).map((startedAt) => connection('staggered', { startedAt, sends: [0, 1_000] })),
      ],
    },
    cutShort: without('staggered'),
  },
  'load-holds': {
    faults: {
      'too many for the server': withLoad({ opened: 60, held: 60, refused: { 503: 40 } }),
      'a restart': withLoad({ held: 10, cut: { rst: 80, fin: 10 } }),
      'no answer': withLoad({ opened: 99, held: 99, refused: { timeout: 1 } }),
    },
    harmless: {
      'streams that the server ends': withLoad({ held: 0, ended: 100 }),
      'a foreign endpoint': withLoad({ lag: [] }),
    },
    cutShort: withLoad({ begun: 40, opened: 40, held: 40 }),
  },
  'http2-at-edge': {
    faults: { 'HTTP/1.1 although HTTP/2 was offered': withThese().map((each) => overHttp1(each)) },
    harmless: { 'HTTP/1.1 where only that was offered': withThese(connection('http1', { ...shortLife, version: '1.1' })) },
    cutShort: [connection('stream', { headersAt: 'never', ...stopped })],
  },
  'cross-origin-preflight': {
    faults: {
      'no header': withThese(preflight({ 'access-control-allow-origin': '' })),
      'another origin': withThese(preflight({ 'access-control-allow-origin': 'https://else.test' })),
      '405': withThese(preflight({}, 405)),
      'a wildcard where cookies matter': withThese(preflight({ 'access-control-allow-origin': '*' })),
      'no Last-Event-ID': withThese(preflight({ 'access-control-allow-headers': 'authorization' })),
    },
    harmless: { 'another order and case': withThese(preflight({ 'access-control-allow-headers': 'X,LAST-EVENT-ID' })) },
    cutShort: without('preflight'),
  },
};

function overHttp1(made: Made): Made {
  const timeline = made.timeline.map((each) =>
    each.type === 'headers'
      ? { ...each, httpVersion: '1.1' as const }
      : each.type === 'tls'
        ? { ...each, alpn: 'http/1.1' }
        : each,
  );
  return { ...made, timeline };
}
