import { on, pods, remarking, untold, usually, type Cases } from '../fixture';

const affinity = { kind: 'none', reason: 'every pod reads one log' } as const;

export const resume: Cases = {
  'event-log-kept': [
    ['nothing is evicted', {}, [pods(on('log-eviction', 'off'))]],
    ['nobody resumes', { resume: 'none' }, [pods(on('log-eviction', 'all-keys'))]],
    ['any key is evicted', {}, [pods(on('log-eviction', 'all-keys'))], 'error: all of it goes at once'],
    [
      'keys with an expiry are evicted',
      {},
      [pods(usually('log-eviction', 'keys-that-expire'))],
      'warning: switch eviction off (spec.log-eviction)',
    ],
    ['nobody knows', {}, [pods(untold('log-eviction'))], 'unknown: it is a Helm value'],
    ['a remark', {}, [remarking('event-log-kept')], 'error: x is y; it must be z'],
  ],
  'event-log-covers-max-age': [
    ['nobody resumes', { resume: 'none' }, [pods(on('log-rate', 10))]],
    ['a rate', {}, [pods(on('log-rate', 10))], 'note: 36051 events: (maxAge.limit 1h + drain.retry.max 5s) x 10 a second (set)'],
    ['affinity none', { affinity }, [pods(usually('log-rate', 2))], 'note: which is what affinity none stands on'],
    ['streams without end', { maxAge: { limit: 'disabled' } }, [pods(on('log-rate', 10))], 'note: no length covers every client'],
    ['nobody knows the rate', {}, [pods(untold('log-rate'))], 'unknown: it is a Helm value'],
  ],
};
