import { judge } from './ask/judge';
import { raiseTo } from './ask/fix';
import type { Rule } from './rule';

export const maxAgeWithinTotalLimit: Rule = {
  id: 'max-age-within-total-limit',
  level: 'error',
  title: 'Every total limit on the path is switched off, or at least as long as a stream may live.',
  symptom: 'Streams end at the same age, such as 60 s, although events or heartbeats flow all the time.',
  cause: 'A hop ends each response at a fixed age, and no byte resets that timer.',
  remedy: 'Switch the limit off, or raise it to the max age, or let the server end its streams before the limit does.',
  aspects: ['total-limit'],
  provenBy: [{ check: 'survives-max-age' }],
  ask: ({ maxAge: { limit, jitter } }, path) =>
    judge(path, 'total-limit', (setting) => {
      const { value, name, key, origin } = setting;
      if (value === 'disabled') return undefined;
      if (limit === 'disabled') {
        return {
          message: `${name} is ${value} (${origin}), maxAge.limit is disabled: every stream is cut ${value} after it began although bytes flow; the limit must be off`,
          fix:
            key === undefined || origin === 'fixed'
              ? `set the policy's maxAge.limit to ${value} or less`
              : `switch it off (${key}), or set the policy's maxAge.limit to ${value} or less`,
        };
      }
      if (!value.isShorterThan(limit)) return undefined;
      const youngest = limit.minus(jitter);
      const which = value.isLongerThan(youngest)
        ? `streams that are to end between ${value} and ${limit} are`
        : 'every stream is';
      return {
        message: `${name} is ${value} (${origin}), the server ends streams at ${youngest} to ${limit}: ${which} cut ${value} after it began although bytes flow; the limit must be off or at least maxAge.limit = ${limit}`,
        ...raiseTo(limit, value, setting, (most) => `set the policy's maxAge.limit to ${most} or less`),
      };
    }),
};
