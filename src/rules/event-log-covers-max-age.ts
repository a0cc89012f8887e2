import { eventsIn, logSpan } from '../policy/log-length';
import { judge } from './ask/judge';
import type { Rule } from './rule';

export const eventLogCoversMaxAge: Rule = {
  id: 'event-log-covers-max-age',
  level: 'note',
  title: 'The log that clients resume from reaches back as far as a stream may live.',
  symptom: 'A client that comes back finds its last event gone, and misses what was between.',
  cause: 'The log is trimmed to fewer events than are published in the life of one stream and the wait before the next.',
  remedy: 'Keep as many events as the finding says, and end streams by a max age: without one, no length is enough.',
  aspects: ['log-rate'],
  provenBy: [{ check: 'resumes-after-cut' }],
  ask: (policy, path) => {
    if (policy.resume === 'none') return [];
    const [span, { limit }, { retry }] = [logSpan(policy), policy.maxAge, policy.drain];
    const why = policy.affinity.kind === 'none' ? ', which is what affinity none stands on' : '';
    return judge(path, 'log-rate', ({ value, origin }) => {
      const anyPod = `any pod can resume a stream from this log${why}`;
      if (span === 'disabled') {
        return {
          message: `${anyPod}, as far as it reaches back; maxAge.limit is disabled, so that no length covers every client`,
          fix: "set the policy's maxAge.limit, or have the server tell a client that comes too late to load the state anew",
        };
      }
      const events = eventsIn(span, value);
      return {
        message: `${anyPod}, where it keeps ${events} events: (maxAge.limit ${limit} + drain.retry.max ${retry.max}) x ${value} a second (${origin}), and the last one that the client has`,
        fix: `trim the log to ${events} events or more, and to no time`,
      };
    });
  },
};
