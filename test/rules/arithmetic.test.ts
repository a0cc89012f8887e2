import fc from 'fast-check';
import { Duration } from '../../src/policy/duration';
import type { StreamPolicy } from '../../src/policy/stream-policy';
import { firstCut } from '../../src/path/first-cut';
import type { Setting } from '../../src/path/setting';
import { ask, clientIp, cookie, d, http, on, overPods, path, pods, policy, tcp } from './fixture';

const WEIGHT = { error: 3, warning: 2, note: 1, unknown: 0 };

const seconds = (most: number) => fc.integer({ min: 1, max: most }).map((amount) => Duration.seconds(amount));

/** Any policy whose streams end by age, or do not. */
const policies = fc
  .record({
    heartbeat: fc.integer({ min: 1, max: 300 }),
    longer: fc.option(fc.integer({ min: 1, max: 20_000 })),
    window: fc.integer({ min: 1, max: 600 }),
    resume: fc.constantFrom('none' as const, 'last-event-id' as const),
    byIp: fc.boolean(),
  })
  .map(({ heartbeat, longer, window, resume, byIp }) =>
    policy({
      heartbeat: `${heartbeat}s`,
      maxAge: { limit: longer === null ? 'disabled' : `${heartbeat + longer}s` },
      affinity: byIp ? { kind: 'client-ip', timeout: '1h' } : { kind: 'cookie', lifetime: '2h' },
      drain: { window: `${window}s` },
      resume,
    }),
  );

const limits: Record<string, { rule: string; at: (limit: Duration) => Setting }> = {
  'idle limit': { rule: 'heartbeat-within-idle-limit', at: (limit) => on('idle-limit', limit) },
  'total limit': { rule: 'max-age-within-total-limit', at: (limit) => on('total-limit', limit) },
  'drain limit': { rule: 'gateway-drain-timeout', at: (limit) => on('drain-limit', limit) },
  'grace period': { rule: 'drain-window-covers-close', at: (limit) => on('grace-period', limit) },
  'shutdown timeout': { rule: 'drain-window-covers-close', at: (limit) => on('server-shutdown-timeout', limit) },
  'scale-down window': {
    rule: 'autoscaler-keeps-streams',
    at: (limit) => on('scale-down-window', limit, { default: d('5m'), max: d('1h') }),
  },
  'cookie lifetime': { rule: 'affinity-cookie-lifetime', at: (lifetime) => cookie({ lifetime }) },
  'address timeout': { rule: 'affinity-at-balancing-hop', at: (limit) => clientIp(limit.toString()) },
};

describe.each(Object.entries(limits))('%s', (_, { rule, at }) => {
  const weight = (one: StreamPolicy, limit: Duration) => {
    const hop = rule === 'affinity-at-balancing-hop' ? tcp(overPods, at(limit)) : pods(on('pre-stop-wait', d('15s')), at(limit));
    return Math.max(0, ...ask(rule, one, [hop]).map(({ level }) => WEIGHT[level ?? 'error']));
  };

  it('never gets better when it gets shorter', () => {
    fc.assert(
      fc.property(policies, seconds(30_000), seconds(30_000), (one, a, b) => {
        const [short, long] = a.isShorterThan(b) ? [a, b] : [b, a];
        expect(weight(one, short)).toBeGreaterThanOrEqual(weight(one, long));
      }),
    );
  });
});

it('accepts exactly the drain sum and nothing shorter', () => {
  fc.assert(
    fc.property(policies, seconds(120), (one, wait) => {
      const sum = wait.plus(one.drain.window).plus(Duration.seconds(10));
      const answers = (grace: Duration) =>
        ask('drain-window-covers-close', one, [pods(on('pre-stop-wait', wait), on('grace-period', grace))]);
      expect(answers(sum)).toEqual([]);
      expect(answers(sum.minus(Duration.millis(1)))).toHaveLength(1);
    }),
  );
});

it('offers fixes that help', () => {
  fc.assert(
    fc.property(policies, seconds(600), (one, limit) => {
      const rule = 'heartbeat-within-idle-limit';
      for (const { fix } of ask(rule, one, [http(on('idle-limit', limit))])) {
        const raised = d(/to (\S+) or more/.exec(fix)?.[1] ?? '');
        expect(ask(rule, one, [http(on('idle-limit', raised))])).toEqual([]);
      }
      for (const { fix } of ask(rule, one, [http(on('idle-limit', limit, { max: limit }))])) {
        const heartbeat = /heartbeat to (\S+) or less/.exec(fix)?.[1] ?? '';
        expect(ask(rule, policy({ heartbeat, maxAge: { limit: 'disabled' } }), [http(on('idle-limit', limit))])).toEqual([]);
      }
    }),
  );
});

it('finds an error exactly when the sentence names a cut', () => {
  fc.assert(
    fc.property(policies, seconds(600), seconds(30_000), (one, idle, total) => {
      const hop = http(on('idle-limit', idle), on('total-limit', total));
      const errors = ['heartbeat-within-idle-limit', 'max-age-within-total-limit']
        .flatMap((rule) => ask(rule, one, [hop]))
        .filter(({ level }) => level === 'error');
      expect(firstCut(one, path(hop)).startsWith('Nothing ends')).toBe(errors.length === 0);
    }),
  );
});
