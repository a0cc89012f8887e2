import { byKey } from './ask/fix';
import { judge } from './ask/judge';
import type { Rule } from './rule';

const LOSES = {
  'all-keys': { level: 'error', what: 'any key, and a whole log is one key: all of it goes at once' },
  'keys-that-expire': { level: 'warning', what: 'keys that have an expiry: the whole log goes, once anybody gives it one' },
} as const;

export const eventLogKept: Rule = {
  id: 'event-log-kept',
  level: 'error',
  title: 'The log that clients resume from is one, is kept whole, and is open to the servers of the stream alone.',
  symptom: 'Clients that reconnect miss events, or are told to load everything anew, most often when load is highest.',
  cause:
    'The store gives keys up when its memory is full, or runs as several that know nothing of each other, or loses all at a restart.',
  remedy: 'Give the log a store of its own that never evicts, with memory for its length, and one place for all servers.',
  aspects: ['log-eviction'],
  provenBy: [{ check: 'resumes-after-cut' }],
  ask: ({ resume }, path) =>
    judge(path, 'log-eviction', (setting) => {
      const { value, name, origin, literals } = setting;
      if (value === 'off' || resume === 'none') return undefined;
      const { level, what } = LOSES[value];
      const off = literals?.['off'];
      return {
        level,
        message: `${name} (${origin}): when memory is full, it gives up ${what}; clients resume from it, so that it must give up nothing`,
        fix: byKey(
          `switch eviction off${off === undefined ? '' : ` by ${String(off)}`}`,
          setting,
          'take a store that evicts nothing',
        ),
      };
    }),
};
