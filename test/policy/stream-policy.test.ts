import * as fc from 'fast-check';
import { Duration } from '../../src/policy/duration';
import { PolicyError, StreamPolicy, type PolicyProblem, type StreamPolicyProps } from '../../src/policy/stream-policy';
import { valuesOfPathsOnly } from '../../src/policy/paths-only';
import { readFields } from '../../src/policy/policy-schema';
import { policies, policyProps, urlPath } from './arbitraries';

/** What is wrong with props that the types may forbid; empty when nothing is. */
function problemsOf(props: unknown): readonly PolicyProblem[] {
  try {
    new StreamPolicy(props as StreamPolicyProps);
    return [];
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
}

const told = (props: unknown) => problemsOf(props).map(({ field, message }) => `${field} ${message}`);
const paths = ['/events'];

test('defaults', () => {
  expect(new StreamPolicy({ paths }).toJSON()).toEqual({
    paths: [{ prefix: '/events' }],
    heartbeat: '15s',
    maxAge: { limit: '1h', jitter: '6m' },
    affinity: { kind: 'cookie', name: 'sse-affinity', lifetime: '24h' },
    resume: 'last-event-id',
    drain: { window: '30s', retry: { min: '1s', max: '5s' } },
  });
  expect(new StreamPolicy({ paths, affinity: { kind: 'client-ip' } }).affinity).toEqual({
    kind: 'client-ip',
    timeout: Duration.seconds(10_800),
  });
  expect(new StreamPolicy({ paths, maxAge: { limit: '20m' } }).maxAge.jitter).toEqual(Duration.minutes(2));
  expect(new StreamPolicy({ paths, drain: { window: '1m' } }).drain.retry.max).toEqual(Duration.seconds(5));
});

test('a policy of paths only is what the schema makes of it, and none that the schema refuses', () => {
  const path = fc.oneof(urlPath, fc.constantFrom('', 'events', '/a//b', '/a/../b', '/a?b', '/*', '/'));
  const stream = fc.oneof(
    path,
    fc.record({ prefix: path }),
    fc.record({ exact: path }),
    fc.record({ prefix: path, exact: path }),
  );
  fc.assert(
    fc.property(fc.record({ paths: fc.array(fc.oneof(stream, fc.anything())) }), (input) => {
      const { values, problems } = readFields(input);
      const own = valuesOfPathsOnly(input);
      if (own === undefined) return;
      expect(problems).toEqual([]);
      expect(own).toEqual(values);
    }),
  );
  expect(valuesOfPathsOnly({ paths })).toEqual(readFields({ paths }).values);
  for (const other of [undefined, {}, { paths: [] }, { paths: '/events' }, { paths, heartbeat: '15s' }, { paths: [{}] }]) {
    expect(valuesOfPathsOnly(other)).toBeUndefined();
  }
});

test('durations may be texts or objects', () => {
  const texts = new StreamPolicy({ paths, heartbeat: '20s', maxAge: { limit: '1h' }, drain: { retry: { max: '9s' } } });
  const objects = new StreamPolicy({
    paths,
    heartbeat: Duration.seconds(20),
    maxAge: { limit: Duration.hours(1) },
    drain: { retry: { max: Duration.seconds(9) } },
  });
  expect(objects).toEqual(texts);
});

test('nothing of a policy can be changed', () => {
  const props = { paths: ['/events'] };
  const policy = new StreamPolicy(props);
  props.paths.push('/more');
  expect(policy.paths).toEqual([{ prefix: '/events' }]);
  const frozen = (value: unknown): boolean =>
    typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
  expect(frozen(policy)).toBe(true);
});

test('with() replaces fields whole and leaves the first policy alone', () => {
  const policy = new StreamPolicy({ paths, heartbeat: '20s', drain: { window: '1m', retry: { min: '2s', max: '9s' } } });
  const changed = policy.with({ drain: { window: '10s' } });
  expect(changed.heartbeat).toEqual(Duration.seconds(20));
  expect(changed.drain.retry).toEqual({ min: Duration.seconds(1), max: Duration.seconds(5) });
  expect(policy.drain.window).toEqual(Duration.minutes(1));
  expect(() => policy.with({ heartbeat: '0s' })).toThrow(PolicyError);
});

test('every problem is told at once, with its field', () => {
  expect(
    told({
      paths: ['/events', 'events', { exact: '/a*' }],
      heartbeat: '15',
      maxAge: { limit: '10s', jitter: '10s' },
      affinity: { kind: 'cookie', name: 'a b', lifetime: '0s' },
      resume: 'yes',
      drain: { window: 30, retry: { min: '9s', max: '1s' } },
      timeout: '5s',
    }),
  ).toMatchInlineSnapshot(`
    [
      "paths[1] is "events"; write a path that begins with "/", without //, /./, /../, wildcard, pattern, query or fragment",
      "paths[2].exact is "/a*"; write a path that begins with "/", without //, /./, /../, wildcard, pattern, query or fragment",
      "heartbeat is "15"; write a duration with a unit h, m, s or ms, such as 15s",
      "affinity.name is "a b"; write a cookie name of letters, digits and !#$%&'*+-.^_\`|~ (RFC 6265), without space, comma, semicolon or "="",
      "resume is "yes"; it must be last-event-id or none",
      "drain.window is 30; write a duration with a unit h, m, s or ms, such as 30s",
      " has no field "timeout"",
      "maxAge.jitter is 10s, maxAge.limit 10s; the jitter must be shorter than the limit",
      "affinity.lifetime is 0s; a browser drops such a cookie at once",
      "drain.retry is 9s to 1s; min must not be longer than max (defaults: 1s to 5s)",
    ]
  `);
});

test('the error text has one line a problem', () => {
  expect(() => new StreamPolicy({ paths: [], heartbeat: '0s' })).toThrow(
    [
      'The stream policy is not valid:',
      '  paths is []; list at least one path that streams, such as ["/events"]',
      '  heartbeat is 0s; the first idle limit cuts a stream that is never written to: write 15s',
    ].join('\n'),
  );
});

describe('fields against each other', () => {
  test.each<[string, Partial<StreamPolicyProps>, string]>([
    ['heartbeat as long as the limit', { heartbeat: '10s', maxAge: { limit: '10s' } }, 'heartbeat is 10s, maxAge.limit 10s; '],
    ['default heartbeat', { maxAge: { limit: '10s' } }, 'heartbeat is 15s, maxAge.limit 10s; '],
    ['heartbeat above the default limit', { heartbeat: '2h' }, 'heartbeat is 2h, maxAge.limit 1h; '],
    ['heartbeat 0', { heartbeat: '0s' }, 'heartbeat is 0s; '],
    ['limit 0', { maxAge: { limit: '0s' } }, 'maxAge.limit is 0s; write "disabled"'],
    ['jitter as long as the limit', { maxAge: { limit: '20m', jitter: '20m' } }, 'maxAge.jitter is 20m, maxAge.limit 20m; '],
    ['jitter above the default limit', { maxAge: { jitter: '1h' } }, 'maxAge.jitter is 1h, maxAge.limit 1h; '],
    ['jitter of no limit', { maxAge: { limit: 'disabled', jitter: '1m' } }, 'maxAge.jitter is 1m, maxAge.limit disabled; '],
    ['retry turned round', { drain: { retry: { min: '9s', max: '8s' } } }, 'drain.retry is 9s to 8s; '],
    ['retry min above the default max', { drain: { retry: { min: '9s' } } }, 'drain.retry is 9s to 5s; '],
    ['retry max below the default min', { drain: { retry: { max: '500ms' } } }, 'drain.retry is 1s to 500ms; '],
    ['window 0', { drain: { window: '0s' } }, 'drain.window is 0s; '],
    [
      'client-ip below its range',
      { affinity: { kind: 'client-ip', timeout: '999ms' } },
      'affinity.timeout is 999ms; Kubernetes takes 1s to 24h',
    ],
    [
      'client-ip above its range',
      { affinity: { kind: 'client-ip', timeout: '86401s' } },
      'affinity.timeout is 24h1s; Kubernetes takes 1s to 24h',
    ],
    ['cookie that is gone at once', { affinity: { kind: 'cookie', lifetime: '0s' } }, 'affinity.lifetime is 0s; '],
  ])('%s', (_, props, text) => {
    expect(told({ paths, ...props })).toEqual([expect.stringContaining(text)]);
  });

  test('what stands at a limit is allowed', () => {
    expect(told({ paths, affinity: { kind: 'client-ip', timeout: '86400s' } })).toEqual([]);
    expect(told({ paths, affinity: { kind: 'client-ip', timeout: '1s' } })).toEqual([]);
    expect(told({ paths, drain: { retry: { min: '0s', max: '0s' } } })).toEqual([]);
    expect(told({ paths, heartbeat: '2h', maxAge: { limit: 'disabled' } })).toEqual([]);
  });

  test('a field that cannot be read is not judged by its default', () => {
    expect(told({ paths, heartbeat: '5 s', maxAge: { limit: '10s' } })).toEqual([
      expect.stringContaining('heartbeat is "5 s"; '),
    ]);
    expect(told({ paths, drain: { retry: { min: '9s', max: 'x' } } })).toEqual([
      expect.stringContaining('drain.retry.max is "x"; '),
    ]);
  });
});

describe('form of a field', () => {
  const cases: [string, unknown, string][] = [
    ['no policy', null, ' is null; it must be of type object'],
    ['a list', [], ' is []; it must be of type object'],
    ['a text', '/events', ' is "/events"; it must be of type object'],
    ['no paths', {}, 'paths is missing; list at least one path'],
    ['one path outside a list', { paths: '/events' }, 'paths is "/events"; list at least one path'],
    ['path by number', { paths: [5] }, 'paths[0] is 5; write "/path", {"prefix": "/path"} or {"exact": "/path"}'],
    ['path of two kinds', { paths: [{ prefix: '/a', exact: '/a' }] }, 'paths[0] is {"prefix":"/a","exact":"/a"}; '],
    ['path of an unknown kind', { paths: [{ regex: '/a' }] }, 'paths[0] is {"regex":"/a"}; '],
    ['heartbeat by number', { paths, heartbeat: 15 }, 'heartbeat is 15; write a duration with a unit h, m, s or ms, such as 15s'],
    ['negative heartbeat', { paths, heartbeat: '-15s' }, 'heartbeat is "-15s"; '],
    ['heartbeat null', { paths, heartbeat: null }, 'heartbeat is null; '],
    ['disabled heartbeat', { paths, heartbeat: 'disabled' }, 'heartbeat is "disabled"; '],
    ['max age as a duration', { paths, maxAge: '1h' }, 'maxAge is "1h"; it must be of type object'],
    ['limit by number', { paths, maxAge: { limit: 0 } }, 'maxAge.limit is 0; write a duration with a unit'],
    [
      'affinity as a text',
      { paths, affinity: 'cookie' },
      'affinity is "cookie"; write an object with a kind: {"kind": "cookie"}',
    ],
    ['affinity without kind', { paths, affinity: {} }, 'affinity.kind is missing; it must be cookie, client-ip or none'],
    ['unknown affinity', { paths, affinity: { kind: 'ip' } }, 'affinity.kind is "ip"; it must be cookie, client-ip or none'],
    ['no affinity without a reason', { paths, affinity: { kind: 'none' } }, 'affinity.reason is missing; say why'],
    ['no affinity for a blank reason', { paths, affinity: { kind: 'none', reason: ' ' } }, 'affinity.reason is " "; say why'],
    ['a key of another affinity', { paths, affinity: { kind: 'cookie', timeout: '3h' } }, 'affinity has no field "timeout"'],
    ['unknown keys', { paths, retry: 1, Heartbeat: 1 }, ' has no field "retry", "Heartbeat"'],
    ['unknown keys inside', { paths, drain: { retry: { jitter: 1 } } }, 'drain.retry has no field "jitter"'],
  ];
  test.each(cases)('%s', (_, props, text) => {
    expect(told(props)).toEqual([expect.stringContaining(text)]);
  });

  test.each([
    '',
    'events',
    '//events',
    '/a//b',
    '/a/../b',
    '/a/..',
    '/./a',
    '/.',
    '/a?b',
    '/a#b',
    '/a*',
    '/a b',
    '/%2f',
    '/:id',
    '^/a$',
    '/a\n',
  ])('path %j is no literal path', (path) => {
    expect(told({ paths: [path] })).toEqual([
      expect.stringContaining(`paths[0] is ${JSON.stringify(path)}; write a path that begins with "/"`),
    ]);
    expect(told({ paths: [{ exact: path }] })).toHaveLength(1);
  });

  test.each(['/', '/events', '/events/', '/v1/events.json', '/a/.well-known/b', '/...', '/~me/a-b_c'])(
    'path %s is one',
    (path) => {
      expect(told({ paths: [path, { exact: path }] })).toEqual([]);
    },
  );

  test.each(['', 'a b', 'a;b', 'a=b', 'a,b', 'é', '"a"', 'a\n'])('cookie name %j is refused', (name) => {
    expect(told({ paths, affinity: { kind: 'cookie', name } })).toEqual([expect.stringContaining('affinity.name is ')]);
  });

  const token = '${TfToken[TOKEN.7]}';
  test.each<[string, unknown]>([
    ['heartbeat', { paths, heartbeat: token }],
    ['heartbeat', { paths, heartbeat: '${var.heartbeat}' }],
    ['heartbeat', { paths, heartbeat: -1.8881545897087503e289 }],
    ['maxAge.limit', { paths, maxAge: { limit: token } }],
    ['affinity.name', { paths, affinity: { kind: 'cookie', name: token } }],
    ['affinity.timeout', { paths, affinity: { kind: 'client-ip', timeout: token } }],
    ['paths[0]', { paths: ['#{TfToken[TOKEN.7]}'] }],
    ['paths[0].prefix', { paths: [{ prefix: token }] }],
  ])('%s cannot be a reference', (field, props) => {
    expect(problemsOf(props)).toEqual([
      { field, message: expect.stringContaining(', a reference whose value only the deployment knows; ') as string },
    ]);
  });
});

test('whatever is given, a policy is valid or refused with problems', () => {
  const anything = fc.oneof(
    fc.anything({ withBigInt: false }),
    fc.record({ paths: fc.anything({ withBigInt: false }), heartbeat: fc.string(), maxAge: fc.anything({ withBigInt: false }) }),
  );
  fc.assert(
    fc.property(anything, (props) => {
      const problems = problemsOf(props);
      expect(problems.every(({ message }) => /^(is|has|")/.test(message) && !message.includes('Invalid input'))).toBe(true);
    }),
  );
});

test('a policy is what its JSON says', () => {
  fc.assert(
    fc.property(policyProps, (props) => {
      const policy = new StreamPolicy(props);
      expect(new StreamPolicy(policy.toJSON() as StreamPolicyProps)).toEqual(policy);
      expect(new StreamPolicy(policy as unknown as StreamPolicyProps)).toEqual(policy);
    }),
  );
});

test('a valid policy holds its own arithmetic', () => {
  fc.assert(
    fc.property(policies, ({ heartbeat, maxAge, drain }) => {
      expect(heartbeat.milliseconds).toBeGreaterThan(0);
      expect(drain.retry.min.isLongerThan(drain.retry.max)).toBe(false);
      if (maxAge.limit === 'disabled') return;
      expect(heartbeat.isShorterThan(maxAge.limit)).toBe(true);
      expect(maxAge.jitter.isShorterThan(maxAge.limit)).toBe(true);
    }),
  );
});
