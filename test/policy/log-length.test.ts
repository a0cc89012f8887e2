import * as fc from 'fast-check';
import { eventsIn, logLength, logSpan } from '../../src/policy/log-length';
import { StreamPolicy } from '../../src/policy/stream-policy';
import { durations, policies } from './arbitraries';

/** With the longest duration still a whole number of thousandths of an event. */
const rates = fc.integer({ min: 1, max: 20_000 });

test.each([
  [{}, 10, 36_051],
  [{ maxAge: { limit: '90s' } }, 3, 286],
  [{ maxAge: { limit: '90s' }, drain: { window: '1s', retry: { min: '0s', max: '0s' } } }, 3, 271],
  [{ maxAge: { limit: '10m' } }, 0.1, 62],
  [{ maxAge: { limit: 'disabled' as const } }, 10, 'unbounded'],
])('%j at %d events a second: %s', (props, rate, length) => {
  expect(logLength(new StreamPolicy({ paths: ['/events'], ...props }), rate)).toBe(length);
});

test('a log is long enough for the whole time, by no more than the event before it', () => {
  fc.assert(
    fc.property(durations, rates, (span, rate) => {
      const inTime = BigInt(eventsIn(span, rate) - 1) * 1000n;
      const published = BigInt(span.milliseconds) * BigInt(rate);
      expect(inTime >= published && inTime - published < 1000n).toBe(true);
    }),
  );
});

test('is unbounded exactly where streams have no max age, and longer than any of them where they do', () => {
  fc.assert(
    fc.property(policies, rates, (policy, rate) => {
      const [length, span] = [logLength(policy, rate), logSpan(policy)];
      const { limit } = policy.maxAge;
      if (length === 'unbounded' || span === 'disabled' || limit === 'disabled') {
        expect([length, span, limit]).toEqual(['unbounded', 'disabled', 'disabled']);
        return;
      }
      expect(span.isShorterThan(limit)).toBe(false);
      expect(length).toBeGreaterThan((limit.milliseconds * rate) / 1000);
      expect(logLength(policy, rate + 1)).toBeGreaterThanOrEqual(length);
    }),
  );
});
