import { without, withThese } from '../support/healthy';
import { connection, every, policy, releasedAt, type Made, type Told } from '../support/timeline';
import { resultOf } from '../support/verdicts';

/** For each pair the answer names both, and what is asked of it stays open. */
const sends = every(1_000, 0, 7_000);
const flowing: Told = { sends: every(1_000, 0, 9_000) };
const reset = (at: number) => ({ close: { at, reason: 'rst-stream' as const } });
const cut = (at: number) => ({ version: '1.1' as const, close: { at, reason: 'fin' as const } });
const later = { startedAt: 5_000 };
const idleLimit = (told: Told): Made[] =>
  withThese(connection('idle', { sends: [0, 500], ...told }), connection('idle-without-heartbeat', { sends: [0, 500], ...told }));

test('which hop of a chain applies a limit', () => {
  const total = withThese(
    connection('stream', { ...flowing, ...reset(3_000) }),
    connection('staggered', { ...flowing, ...later, ...reset(3_000) }),
  );
  for (const { suspects, evidence } of [
    resultOf('survives-max-age', total),
    resultOf('survives-idle', idleLimit(reset(2_000))),
  ]) {
    expect(suspects).toContain('any hop of the path');
    expect(evidence).toContain('Which hop of a chain applies it cannot be told from outside');
  }
});

describe('one single cut', () => {
  const single = (told: Told) => withThese(connection('stream', { ...flowing, ...told }));

  it.each<[string, Told]>([
    ['FIN', cut(6_300)],
    ['RST_STREAM', reset(6_300)],
    ['inside an event', { close: { at: 6_300, reason: 'fin', partial: true } }],
    ['a clean end', { close: { at: 6_300, reason: 'clean' } }],
  ])('may be a limit, a crash or a restart: %s', (_, told) => {
    for (const rule of ['survives-idle', 'survives-max-age']) {
      const { status, suspects } = resultOf(rule, single(told));
      expect([status, suspects]).toEqual(['unknown', ['a limit of a proxy', 'a crash of the origin', 'a restart of the origin']]);
    }
  });

  it('is told apart by repeats: at random it is a crash', () => {
    const made = withThese(
      connection('stream', { ...flowing, ...reset(3_100) }),
      connection('staggered', { ...flowing, ...later, ...reset(6_900) }),
    );
    expect(resultOf('ends-well', made)).toMatchObject({
      status: 'fail',
      suspects: ['an origin that crashes, or ends streams at random'],
    });
  });

  it('inside an event after silence may be an idle limit behind nginx, or a death', () => {
    const made = withThese(connection('idle', { sends: [0, 500], close: { at: 3_000, reason: 'fin', partial: true } }));
    expect(resultOf('survives-idle', made).status).toBe('unknown');
  });
});

test('a proxy idle limit and an origin that closes idle streams itself', () => {
  for (const told of [cut(2_000), reset(2_000), { close: { at: 2_000, reason: 'clean' as const } }]) {
    const { suspects, evidence } = resultOf('survives-idle', idleLimit(told));
    expect(suspects).toContain('an origin or framework that closes idle streams itself');
    expect(suspects).toContain('an idle limit of an HTTP proxy');
    expect(evidence).toContain('Who ends the idle stream cannot be told from outside');
  }
});

describe('an endless stream with no byte at all', () => {
  it.each<[string, Told]>([
    ['no status line', { headersAt: 'never', version: '1.1' }],
    ['200 and an empty body', { headersAt: 10 }],
    ['200 and the header of gzip', { headersAt: 10, also: [{ at: 11, type: 'chunk', bytes: 10 }] }],
  ])('may be a hold or an origin that never answers: %s', (_, told) => {
    const { status, suspects } = resultOf('streams-without-buffering', [connection('stream', told)]);
    expect([status, suspects]).toEqual(['unknown', ['a hop that holds the whole response', 'an origin that never answers']]);
    expect(resultOf('heartbeat-arrives', [connection('stream', told)]).status).not.toBe('fail');
  });
});

const held = {
  sends,
  endAt: 8_000,
  delay: releasedAt(sends, [8_000]),
  headersAt: 8_000,
  version: '1.1' as const,
  close: { at: 8_000, reason: 'clean' as const },
};

test('buffering in the application and buffering in a proxy', () => {
  const { suspects } = resultOf('streams-without-buffering', withThese(connection('finite', held, 1)));
  expect(suspects).toEqual(expect.arrayContaining(['a buffer in a proxy', 'a buffer in the application or its server']));
});

test('nginx asking with HTTP/1.0 and an origin that closes anyway', () => {
  const { suspects } = resultOf('streams-without-buffering', withThese(connection('finite', held, 1)));
  expect(suspects).toEqual(
    expect.arrayContaining(['nginx that asks with HTTP/1.0', 'an origin that ends every answer by closing the connection']),
  );
});

describe('limits of Envoy that look alike', () => {
  const long = every(1_000, 0, 14_000);
  const total = (at: number, ...more: Made[]) => [
    connection('stream', { sends: long, ...reset(at) }),
    connection('staggered', { sends: long, ...later, ...reset(at) }),
    ...more,
  ];
  const suspectsOf = (made: Made[]) =>
    resultOf('survives-max-age', made, false, policy.with({ maxAge: { limit: '1h' } })).suspects;
  const alike = ["Envoy's route timeout", "Envoy's max_stream_duration"];

  it('the route timeout and max_stream_duration, by the default of one', () => {
    expect(suspectsOf(total(15_000))).toEqual(expect.arrayContaining(alike));
    expect(suspectsOf(total(9_000))).toEqual(['any hop of the path']);
  });

  it('the same two, by the second that HTTP/1.1 takes longer', () => {
    expect(suspectsOf(total(9_000, connection('http1', { sends: every(1_000, 0, 8_000), ...cut(10_000) })))).toEqual(
      expect.arrayContaining(alike),
    );
  });

  it('stream_idle_timeout and the idle_timeout of a route', () => {
    const idle = withThese(
      connection('idle', { sends: [0, 300], ...reset(1_900) }),
      connection('idle-without-heartbeat', { sends: [0], ...reset(1_600) }),
      connection('http1', { sends: [0, 300], ...cut(2_900) }),
    );
    expect(resultOf('survives-idle', idle).suspects).toEqual(
      expect.arrayContaining(["Envoy's stream_idle_timeout", "Envoy's route idle_timeout"]),
    );
  });
});

test('an idle HTTP/1.1 stream past a write deadline and a quiet but healthy stream', () => {
  const quiet = { sends: every(500, 0, 2_500), version: '1.1' as const };
  const made = [connection('stream', quiet)];
  for (const rule of ['survives-idle', 'survives-max-age']) {
    const { status, suspects } = resultOf(rule, made);
    expect(status).toBe('unknown');
    expect(suspects?.join()).toMatch(/write deadline.*quiet but healthy/);
  }
});

test('TCP and HTTP idle limits once headers were sent', () => {
  const { suspects } = resultOf('survives-idle', idleLimit(cut(2_000)));
  expect(suspects).toEqual(
    expect.arrayContaining(['an idle limit of an HTTP proxy', 'an idle limit of a TCP proxy or load balancer']),
  );
});

describe('whether the origin learns of client aborts', () => {
  it('needs a counter', () => {
    const { status, suspects } = resultOf('cancel-reaches-server', without('stats'));
    expect([status, suspects?.length]).toEqual(['unknown', 2]);
  });

  it('is open until the third write', () => {
    const made = [
      connection('stats', { stats: { instance: 'a', aborted: 4 }, close: { at: 20, reason: 'clean' } }),
      connection('cancel', { startedAt: 100, sends: [0], close: { at: 100, reason: 'probe' } }, 3),
      connection('stats', {
        startedAt: 5_000,
        follows: 3,
        stats: { instance: 'a', aborted: 4 },
        close: { at: 20, reason: 'clean' },
      }),
    ];
    expect(resultOf('cancel-reaches-server', made).status).toBe('unknown');
  });
});

test('an idle limit and a total limit where both streams sent alike', () => {
  const told = { sends: [0, 500], ...reset(3_500) };
  const made = [connection('idle', told), connection('idle-without-heartbeat', { ...told, ...later })];
  for (const rule of ['survives-idle', 'survives-max-age']) {
    expect(resultOf(rule, made)).toMatchObject({ status: 'unknown', suspects: ['an idle limit', 'a total limit'] });
  }
  const finite = connection('finite', told, 1);
  expect(resultOf('ends-well', [...made, finite]).status).toBe('unknown');
  expect(resultOf('ends-well', [finite]).status).toBe('fail');
});

describe('a regular end of a server that is not ours', () => {
  const ends = (...ages: number[]) =>
    ages.map((at, index) =>
      connection(index === 0 ? 'stream' : 'staggered', {
        version: '1.1',
        startedAt: index * 1_000,
        sends: Array.from({ length: at / 100 }, (_, nth) => nth * 100),
        foreign: true,
        close: { at, reason: 'clean' },
      }),
    );

  it.each([
    ['alike in age, such as a completion of a fixed length', ends(2_000, 2_000)],
    ['of any age, such as completions of a model', ends(2_000, 3_100)],
  ])('may be its own end or a cut: %s', (_, made) => {
    for (const rule of ['survives-max-age', 'survives-idle', 'ends-well']) expect(resultOf(rule, made).status).not.toBe('fail');
    expect(resultOf('survives-max-age', made)).toMatchObject({
      status: 'unknown',
      suspects: expect.arrayContaining(['a server that was done']) as string[],
    });
  });

  it('is none when the streams end in the middle of an event', () => {
    const partial = ends(2_000, 2_000).map((each) => ({
      ...each,
      timeline: each.timeline.map((happening) => (happening.type === 'close' ? { ...happening, partial: true } : happening)),
    }));
    expect(resultOf('survives-max-age', partial).status).toBe('fail');
  });
});
