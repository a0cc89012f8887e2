import { PolicyError, StreamPolicy } from '../../src/policy/stream-policy';

/** What is wrong, and for each field of it: what is told as found and as needed. */
const BAD: Readonly<Record<string, readonly [object, ...(readonly [field: string, found: string, needed: string])[]]>> = {
  'times without or with unknown units': [
    { heartbeat: 15, maxAge: { limit: '1 hour' }, drain: { window: '30' } },
    ['heartbeat', 'is 15', 'such as 15s'],
    ['maxAge.limit', '"1 hour"', 'such as 1h'],
    ['drain.window', '"30"', 'such as 30s'],
  ],
  'a heartbeat above the max age': [
    { heartbeat: '2h', maxAge: { limit: '1h' } },
    ['heartbeat', 'is 2h, maxAge.limit 1h', 'shorten the heartbeat or raise the limit'],
  ],
  'zero times': [
    { heartbeat: '0s', maxAge: { limit: '0s' }, drain: { window: '0s' }, affinity: { kind: 'cookie', lifetime: '0s' } },
    ['heartbeat', 'is 0s', 'write 15s'],
    ['maxAge.limit', 'is 0s', 'write "disabled"'],
    ['drain.window', 'is 0s', 'write a time'],
    ['affinity.lifetime', 'is 0s', 'drops such a cookie'],
  ],
  'negative times': [
    { heartbeat: '-15s', maxAge: { limit: '-1h' } },
    ['heartbeat', '"-15s"', 'such as 15s'],
    ['maxAge.limit', '"-1h"', 'such as 1h'],
  ],
  'unknown forms of a path': [
    { paths: ['events', { regex: '^/events' }, '/events?a=b', '/events/*'] },
    ['paths[0]', '"events"', 'begins with "/"'],
    ['paths[1]', 'regex', '{"prefix": "/path"}'],
    ['paths[2]', '"/events?a=b"', 'without'],
    ['paths[3]', '"/events/*"', 'without'],
  ],
  'no path at all': [{ paths: [] }, ['paths', '[]', 'at least']],
  'a cookie name that no target takes': [
    { affinity: { kind: 'cookie', name: 'a b;c' } },
    ['affinity.name', '"a b;c"', 'letters, digits'],
  ],
  'a timeout over the range of Kubernetes': [
    { affinity: { kind: 'client-ip', timeout: '86401s' } },
    ['affinity.timeout', 'is 24h1s', '1s to 24h (86400 s)'],
  ],
  'no affinity and no reason': [{ affinity: { kind: 'none' } }, ['affinity.reason', 'is missing', 'say why']],
};

it.each(Object.entries(BAD))('a policy with %s', (_, [props, ...expected]) => {
  const problems = problemsOf(props);
  expect(problems.map(({ field }) => field).sort()).toEqual(expected.map(([field]) => field).sort());
  for (const [field, found, needed] of expected) {
    const message = problems.find((problem) => problem.field === field)?.message;
    expect(message).toContain(found);
    expect(message).toContain(needed);
  }
});

it('is told of everything that is wrong with it at once', () => {
  const props = Object.assign({}, ...Object.values(BAD).map(([one]) => one)) as object;
  expect(problemsOf({ ...props, heartbeat: '2h' }).length).toBeGreaterThan(1);
});

function problemsOf(props: object): PolicyError['problems'] {
  try {
    new StreamPolicy({ paths: ['/events'], ...props });
    return [];
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
}
