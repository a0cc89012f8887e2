import { StreamPolicy, type StreamPolicyProps } from 'sse-ready';

/**
 * What takes minutes in production takes seconds here. Heartbeats are twice as far apart as the idle limits that the
 * cases set, and those twice as long as the gaps between events; streams are to live for less than a probe watches them.
 */
const PROPS: StreamPolicyProps = {
  paths: ['/test', '/event'],
  heartbeat: '4s',
  maxAge: { limit: '5s' },
  drain: { window: '4s', retry: { min: '100ms', max: '300ms' } },
};

/** The policy that streams are judged by. */
export const policy = (changes: Partial<StreamPolicyProps> = {}): StreamPolicy => new StreamPolicy({ ...PROPS, ...changes });

/** The servers' own: they end no stream while it is watched. */
export const serverPolicy = policy({ maxAge: { limit: '1h' } });
