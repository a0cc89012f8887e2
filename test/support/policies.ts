import { StreamPolicy, type StreamPolicyProps } from '../../src/policy/stream-policy';

const policy = (more: Partial<StreamPolicyProps> = {}): StreamPolicy => new StreamPolicy({ paths: ['/events'], ...more });

export const byCookie = policy();
export const byAddress = policy({ affinity: { kind: 'client-ip', timeout: '3h' } });
export const byNobody = policy({ affinity: { kind: 'none', reason: 'every pod reads one event log' } });

/** Policies that differ in every field, and in each field at its ends. */
export const policies: Readonly<Record<string, StreamPolicy>> = {
  'by cookie, all defaults': byCookie,
  'by cookie, slow heartbeat, short streams': policy({ heartbeat: '90s', maxAge: { limit: '10m' } }),
  'by cookie, streams without end': policy({ maxAge: { limit: 'disabled' } }),
  'by cookie, nothing resumed': policy({ resume: 'none' }),
  'by cookie, every field': policy({
    paths: ['/events', { exact: '/prices/live' }],
    heartbeat: '20s',
    maxAge: { limit: '30m', jitter: '5m' },
    affinity: { kind: 'cookie', name: 'stream', lifetime: '12h' },
    drain: { window: '2m', retry: { min: '2s', max: '20s' } },
  }),
  'by address': byAddress,
  'by address, slow heartbeat, streams without end': policy({
    heartbeat: '90s',
    maxAge: { limit: 'disabled' },
    affinity: { kind: 'client-ip', timeout: '24h' },
  }),
  'by nobody': byNobody,
  'by nobody, slow heartbeat, short streams, nothing resumed': policy({
    heartbeat: '90s',
    maxAge: { limit: '10m' },
    resume: 'none',
    affinity: { kind: 'none', reason: 'clients ask for the whole state' },
  }),
};
