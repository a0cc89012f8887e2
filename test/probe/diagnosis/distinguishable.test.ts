import { shortLife, withThese } from '../support/healthy';
import { connection, every, policy, type Made, releasedAt, type Told } from '../support/timeline';
import { failing, resultOf } from '../support/verdicts';

/** Rows and numbers of the measurements: nginx 1.22.1, Envoy 1.40.0, HAProxy 2.6.12, Caddy 2.6.2, Varnish 7.1.1, httpd 2.4.71, Traefik 3.6.12. */
const http1 = { version: '1.1' } as const;
const sends = every(1_000, 0, 7_000);
const flowing: Told = { sends: every(1_000, 0, 9_000) };
const cut = (at: number) => ({ close: { at, reason: 'fin' as const } });
const reset = (at: number) => ({ close: { at, reason: 'rst-stream' as const } });
const ended = (at: number) => ({ close: { at, reason: 'clean' as const } });
const later = (startedAt: number) => ({ startedAt });
const buffering = 'streams-without-buffering';

/** Both streams, the second begun five seconds after the first. */
const twice = (told: Told): Made[] => [connection('stream', told), connection('staggered', { ...told, ...later(5_000) })];

describe('full hold', () => {
  const atEnd = { sends, endAt: 8_000, delay: releasedAt(sends, [8_000]), ...ended(8_000) };
  const made = (told: Told): Made[] => withThese(connection('finite', { ...atEnd, ...told }, 1));

  it('is a burst of all events at the end, delays 8, 7, 6...1 s', () => {
    expect(failing(made({ ...http1, headersAt: 8_000 }))).toEqual([buffering]);
    const { evidence, suspects } = resultOf(buffering, made({ ...http1, headersAt: 8_000 }));
    expect(evidence).toMatch(/8 of 8 events .*all in one burst.* 8 s at worst/);
    expect(suspects).toContain('nginx that asks with HTTP/1.0');
  });

  it('is not disproved by headers that arrive at once', () => {
    expect(resultOf(buffering, made({ headersAt: 10 })).status).toBe('fail');
    expect(resultOf(buffering, [connection('stream', { headersAt: 10 })]).status).toBe('unknown');
  });
});

describe('hold by compression', () => {
  const gzip = { 'content-encoding': 'gzip' };
  const held = (told: Told) =>
    withThese(
      connection('gzip', { sends, headers: gzip, delay: releasedAt(sends, [8_000]), endAt: 8_000, ...ended(8_000), ...told }),
    );
  const chunk = (at: number, bytes: number) => ({ at, type: 'chunk' as const, bytes });

  it.each<[string, Told, string[]]>([
    ['nginx, headers held too', { headersAt: 7_990, also: [chunk(8_000, 900)] }, ["nginx's gzip with buffering on"]],
    [
      'nginx or Varnish, released at 12521 B',
      { also: [chunk(4_000, 12_521), chunk(8_000, 900)] },
      ["nginx's gzip with buffering on", "Varnish's do_gzip"],
    ],
    ['Caddy, released at 64 KB', { also: [chunk(11, 10), chunk(7_000, 65_536), chunk(8_000, 900)] }, ["Caddy's encode"]],
    [
      'Caddy or Varnish, the 10 bytes of the gzip header alone',
      { also: [chunk(11, 10), chunk(8_000, 900)] },
      ["Caddy's encode", "Varnish's do_gzip"],
    ],
    ['HAProxy, each event one cadence late', { delay: (index) => (index < 7 ? 1_200 : 0) }, ["HAProxy's compression"]],
  ])('flows without compression and not with gzip: %s', (_, told, suspects) => {
    expect(failing(held(told))).toEqual(['no-compression-on-stream']);
    expect(resultOf('no-compression-on-stream', held(told)).suspects).toEqual(suspects);
  });

  it('is not proved by Content-Encoding: Envoy, httpd and Traefik flush each event', () => {
    expect(failing(withThese(connection('gzip', { ...shortLife, headers: gzip })))).toEqual([]);
  });
});

test('hold by a response-buffering middleware: a finite stream arrives with Content-Length', () => {
  const told = { sends, endAt: 8_000, delay: releasedAt(sends, [8_000]), headersAt: 7_999, ...ended(8_000) };
  const { suspects } = resultOf(buffering, withThese(connection('finite', { ...told, headers: { 'content-length': '640' } }, 1)));
  expect(suspects).toEqual(
    expect.arrayContaining(['Varnish without do_stream, or with ESI', 'the buffering middleware of Traefik']),
  );
  expect(resultOf(buffering, withThese(connection('finite', told, 1))).suspects).not.toContain(
    'the buffering middleware of Traefik',
  );
});

describe('hold by nginx', () => {
  it('gives 1 KB events in multiples of 4096, delays 3, 2, 1, 4, 3, 2, 1 s', () => {
    const delays = [3, 2, 1, 4, 3, 2, 1].map((late) => late * 1_000);
    const also = [3_000, 7_000].map((at) => ({ at, type: 'chunk' as const, bytes: 4_096 }));
    const made = withThese(
      connection(
        'finite',
        {
          sends: every(1_000, 0, 6_000),
          bytes: 1_024,
          delay: (index) => delays[index] ?? 0,
          also,
          endAt: 8_000,
          ...ended(8_000),
        },
        1,
      ),
    );
    expect(failing(made)).toEqual([buffering]);
    expect(resultOf(buffering, made).suspects).toContain('nginx with proxy_buffering on');
  });

  const atEnd = { sends, endAt: 8_000, delay: releasedAt(sends, [8_000]), headersAt: 8_000, ...http1, ...ended(8_000) };

  it('is cured by X-Accel-Buffering: no', () => {
    const made = withThese(connection('finite', atEnd, 1), connection('finite-unbuffered', shortLife));
    expect(resultOf(buffering, made).suspects).toEqual(['nginx with proxy_buffering on']);
  });

  it('is still held with the header gone: a second nginx outside it', () => {
    const made = withThese(connection('finite', atEnd, 1), connection('finite-unbuffered', atEnd));
    expect(resultOf(buffering, made).suspects?.[0]).toMatch(/^a second nginx/);
    const passedOn = withThese(
      connection('finite', atEnd, 1),
      connection('finite-unbuffered', { ...atEnd, headers: { 'x-accel-buffering': 'no' } }),
    );
    expect(resultOf(buffering, passedOn).suspects?.[0]).not.toMatch(/^a second nginx/);
  });
});

describe('tail hold', () => {
  const oneLate = (told: Told): Told => ({ ...shortLife, delay: 1_000, close: { at: 5_000, reason: 'clean' }, ...told });

  it('of large events only is nginx with buffering on, also where heartbeats push the tail out after 0.5 s', () => {
    for (const delay of [1_000, 500]) {
      const made = withThese(connection('large', oneLate({ bytes: 5_120, delay })));
      expect(failing(made)).toEqual([buffering]);
      const { suspects, evidence } = resultOf(buffering, made);
      expect(suspects).toContain('nginx with proxy_buffering on');
      expect(evidence).toContain('each pushed out by the next bytes');
    }
  });

  it('of all sizes, with gzip only, is the compression of HAProxy', () => {
    const made = withThese(
      connection('gzip', oneLate({ headers: { 'content-encoding': 'gzip' }, delay: 1_200, endAt: 5_200, ...ended(5_200) })),
    );
    expect(resultOf('no-compression-on-stream', made).suspects).toEqual(["HAProxy's compression"]);
  });

  it('of the first event only is Varnish with an origin that closes', () => {
    const made = withThese(connection('stream', { ...flowing, delay: (index) => (index === 0 ? 1_000 : 0) }));
    expect(failing(made)).toEqual([buffering]);
    expect(resultOf(buffering, made).suspects).toContain('Varnish in front of an origin that ends answers by closing');
  });
});

test.each(['large', 'gzip'] as const)('one or two late events of five are no hold on the %s connection', (purpose) => {
  for (const late of [[2], [2, 3]]) {
    const made = withThese(
      connection(purpose, { ...shortLife, bytes: 5_120, delay: (index) => (late.includes(index) ? 530 : 0) }),
    );
    expect(failing(made)).toEqual([]);
    expect(resultOf(purpose === 'gzip' ? 'no-compression-on-stream' : buffering, made).status).toBe('unknown');
  }
});

test('constant 0.2 s is HAProxy on HTTP/1.1, gone on HTTP/2, and no buffer', () => {
  const made = withThese(
    connection('stream', { ...flowing, ...http1, delay: 205 }),
    connection('http1', { ...shortLife, ...http1, delay: 205 }),
    connection('http2', shortLife),
  );
  expect(failing(made)).toEqual([]);
  expect(resultOf(buffering, made).evidence).toMatch(/constant 0\.2 s on HTTP\/1\.1, 0 s on HTTP\/2, is no buffer: HAProxy/);
});

describe('idle limit', () => {
  // Events at 0.0 and 0.5 s: a limit of T shows T after the last byte, and bytes prevent it.
  const quiet = (close: Told, told: Told = {}): Told => ({ sends: [20, 500], ...told, ...close });

  it.each<[string, Told]>([
    ['nginx, httpd on HTTP/1.1: cut', { ...http1, ...cut(2_000) }],
    ['nginx, Envoy, httpd on HTTP/2: RST_STREAM', reset(2_000)],
    ['HAProxy, Varnish on HTTP/2 and Caddy: looks clean', ended(2_000)],
  ])('is a cut at the last byte + T, and not with bytes: %s', (_, told) => {
    const made = withThese(
      connection('idle', quiet(told)),
      connection('idle-without-heartbeat', { ...told, sends: [20], close: { at: 1_520, reason: told.close?.reason ?? 'fin' } }),
    );
    expect(failing(made)).toEqual(['survives-idle']);
    expect(resultOf('survives-idle', made).evidence).toContain(' 1.5 s after the last byte');
  });

  it.each<[string, number, string]>([
    ['nginx', 60_000, 'nginx (proxy_read_timeout)'],
    ['Varnish', 60_700, 'Varnish (between_bytes_timeout)'],
    ['Envoy', 300_000, 'Envoy (stream_idle_timeout)'],
  ])('suggests a default: %s', (_, after, product) => {
    const made = [
      connection('stream', { sends: every(15_000, 0, 390_000), close: { at: 400_000, reason: 'probe' } }),
      connection('idle-without-heartbeat', { sends: [0, 500], ...reset(500 + after) }),
    ];
    expect(resultOf('survives-idle', made)).toMatchObject({
      status: 'pass',
      evidence: expect.stringMatching(/matches the default of/) as string,
    });
    expect(resultOf('survives-idle', made).evidence).toContain(product);
  });
});

describe('total limit', () => {
  it('is a cut at start + T whatever is sent, also for the stream that began later', () => {
    const made = withThese(
      ...twice({ ...flowing, ...reset(3_000) }),
      connection('idle', { sends: [0], comments: [2_000], ...reset(3_000) }),
    );
    expect(failing(made)).toEqual(['survives-max-age']);
    expect(resultOf('survives-max-age', made).evidence).toMatch(/ended 3 s after the request although bytes flowed/);
  });

  it.each<[string, Told, string]>([
    ['Envoy route on HTTP/2', reset(15_000), 'Envoy (route timeout)'],
    ['Envoy route on HTTP/1.1', { ...http1, ...cut(16_000) }, 'Envoy (route timeout)'],
    ['AGC', reset(60_000), 'Application Gateway for Containers (request timeout)'],
    ['Varnish on HTTP/1.1', { ...http1, ...cut(600_500) }, 'Varnish (send_timeout)'],
  ])('suggests a default: %s', (_, told, product) => {
    const { at = 0 } = told.close ?? {};
    // The last event is the one before the limit: at 14 s for 15 s.
    const made = twice({
      ...told,
      sends: every(1_000, 0, at).filter((sent) => sent < at - (told.version === '1.1' && at < 20_000 ? 1_000 : 0)),
    });
    const { evidence } = resultOf('survives-max-age', made);
    expect(evidence).toContain(`matches the default of ${product}`);
  });
});

describe('write-deadline limit', () => {
  it('falls on the first write after T on HTTP/1.1, and moves with the heartbeat', () => {
    const made = withThese(
      connection('stream', { ...flowing, ...http1, ...cut(4_000) }),
      connection('staggered', { sends: every(700, 0, 9_000), ...http1, ...later(5_000), ...cut(3_500) }),
      connection('idle', { sends: [0], comments: every(1_600, 1_600, 9_000), ...http1, ...cut(4_800) }),
    );
    expect(failing(made)).toEqual(['survives-max-age']);
    expect(resultOf('survives-max-age', made).suspects).toContain("Caddy's or Traefik's write timeout");
  });

  it('is exact on HTTP/2', () => {
    const made = withThese(
      connection('stream', { ...flowing, ...reset(3_300) }),
      connection('http1', { ...flowing, ...http1, ...cut(4_000) }),
      connection('idle', { sends: [0], comments: every(1_600, 1_600, 9_000), ...http1, ...cut(4_800) }),
    );
    const { evidence, suspects } = resultOf('survives-max-age', made);
    expect(evidence).toMatch(/ended 3\.3 s after the request/);
    expect(suspects).toContain("Caddy's or Traefik's write timeout");
  });
});

test('a restart that comes with a write is no write deadline: streams that began apart end at one moment', () => {
  const at = (startedAt: number): Told => ({
    ...http1,
    ...later(startedAt),
    sends: every(1_000, 0, 9_000),
    ...cut(6_000 - startedAt),
  });
  const made = withThese(connection('stream', at(0)), connection('staggered', at(1_000)));
  expect(failing(made)).toEqual(['ends-well']);
});

test('restart, reload, drain: two staggered streams end at one moment, at different ages', () => {
  const made = withThese(
    connection('stream', {
      ...flowing,
      also: [{ at: 5_300, type: 'goaway', code: 0 }],
      close: { at: 8_300, reason: 'naked-fin' },
    }),
    connection('staggered', {
      ...flowing,
      ...later(5_000),
      also: [{ at: 300, type: 'goaway', code: 0 }],
      close: { at: 3_300, reason: 'naked-fin' },
    }),
  );
  expect(failing(made)).toEqual(['ends-well']);
  expect(resultOf('ends-well', made).evidence).toMatch(/at one moment, 8\.3 s .*aged 8\.3 s, 3\.3 s.*2 had a GOAWAY/);
});

test('cache: events with a send time before the request, in one burst at 0', () => {
  const replay = { sends: [-2_500, -1_500, -500, 500, 1_500], delay: (index: number) => Math.max(0, 2_520 - index * 1_000) };
  const made = withThese(connection('staggered', { ...later(2_500), ...replay, endAt: 2_500, ...ended(2_500) }));
  expect(failing(made)).toEqual(['no-caching-on-stream']);
  expect(resultOf('no-caching-on-stream', made).evidence).toMatch(/3 events .*up to 2\.5 s before the request/);
});

describe('limit on streams', () => {
  const refused = (at: number): Told => ({ ...later(1_500), status: 503, headersAt: at, ...ended(at + 5) });

  it.each([
    ['at once', 10],
    ['after a queue time', 2_000],
  ])('lets the first through and answers the second 503 %s', (_, at) => {
    expect(failing(withThese(connection('staggered', refused(at))))).toEqual(['parallel-streams-open']);
  });

  it('lets the second wait for headers: nginx cache_lock, 5 s', () => {
    const made = withThese(connection('staggered', { ...later(1_500), headersAt: 3_500, sends: [3_600, 4_600] }));
    expect(resultOf('parallel-streams-open', made)).toMatchObject({
      status: 'fail',
      suspects: expect.arrayContaining(["nginx's proxy_cache_lock"]) as string[],
    });
  });
});

test('missing affinity: the instance changes between visits of one client', () => {
  const visit = (purpose: 'fresh' | 'returning', id: number, instance: string, more: Told = {}) =>
    connection(purpose, { sends: [0], instance, close: { at: 50, reason: 'probe' }, ...more }, id);
  const made = withThese(
    visit('fresh', 10, 'a'),
    visit('returning', 11, 'b', { follows: 10 }),
    visit('fresh', 12, 'a'),
    visit('returning', 13, 'b', { follows: 12 }),
  );
  expect(failing(made)).toEqual(['affinity-holds']);
  expect(resultOf('affinity-holds', made).evidence).toContain('0 of 2 that came back met theirs; no cookie was set');
});

describe('timeout before headers', () => {
  const answered = (status: number, text: string, at = 2_000) => [
    connection('stream', {
      status,
      headersAt: at,
      headers: { 'content-type': 'text/plain' },
      also: [{ at, type: 'body', text }],
      ...ended(at),
    }),
  ];

  it.each([
    [504, 'upstream request timeout', "Envoy's route timeout"],
    [504, 'downstream duration timeout', "Envoy's max_stream_duration"],
    [504, 'stream timeout', "Envoy's stream_idle_timeout"],
    [503, '<h1>Error 503 Backend fetch failed</h1>', "Varnish's first_byte_timeout"],
    [502, '<h1>Proxy Error</h1>', "Apache httpd's ProxyTimeout or Timeout"],
    [
      503,
      'upstream connect error or disconnect/reset before headers. remote connection failure',
      'an origin that refuses connections, behind Envoy',
    ],
  ])('%s "%s"', (status, text, suspect) => {
    const result = resultOf('event-stream-headers', answered(status, text));
    expect(result).toMatchObject({ status: 'fail', suspects: expect.arrayContaining([suspect]) as string[] });
    expect(result.evidence).toContain('after 2 s');
  });

  it('504 with another body names no single product', () => {
    const { suspects } = resultOf('event-stream-headers', answered(504, '<h1>504 Gateway Time-out</h1>'));
    expect(suspects?.join()).toMatch(/nginx.*HAProxy.*Caddy.*Traefik.*Envoy/);
  });

  it('bare FIN is a TCP proxy or a write deadline', () => {
    const { suspects } = resultOf('event-stream-headers', [connection('stream', { headersAt: 'never', ...cut(3_000) })]);
    expect(suspects).toEqual(expect.arrayContaining(['a TCP proxy or load balancer', 'a write deadline (Caddy, Traefik)']));
  });
});

describe('a clean end that is not one', () => {
  it.each<[string, Told]>([
    ['no last event', { sends, ...ended(8_000) }],
    ['a partial event', { sends, close: { at: 7_500, reason: 'clean', partial: true } }],
  ])('%s', (_, told) => {
    const made = withThese(connection('finite', told, 1));
    expect(failing(made)).toEqual(['ends-well']);
  });
});

describe('Envoy', () => {
  // Delayed close: the last event is at 14 s, the cut at 16 s; HTTP/2 ends at 15 s.
  const before = (at: number) => every(1_000, 0, at - 1_000);
  const made = (http1At: number) => [
    connection('stream', { sends: before(15_000), ...reset(15_000) }),
    connection('http1', { sends: before(15_000), ...http1, ...cut(http1At) }),
  ];

  it('cuts HTTP/1.1 1.0 s later than HTTP/2 for the same fault', () => {
    const { status, evidence, suspects } = resultOf(
      'survives-max-age',
      made(16_000),
      false,
      policy.with({ maxAge: { limit: '1h' } }),
    );
    expect([status, evidence]).toEqual(['fail', expect.stringContaining('HTTP/1.1 ends 1 s later than HTTP/2, as Envoy does')]);
    expect(evidence).toContain('ended 15 s after the request');
    expect(suspects).toEqual(expect.arrayContaining(["Envoy's route timeout", "Envoy's max_stream_duration"]));
  });

  it('is not another difference', () => {
    expect(resultOf('survives-max-age', made(17_500)).evidence).not.toContain('as Envoy does');
  });
});
