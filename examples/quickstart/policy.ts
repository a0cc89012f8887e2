import { StreamPolicy } from 'sse-ready';

/** What the stream needs from every hop. All else below follows from this. */
export const policy = new StreamPolicy({
  paths: ['/events'],
  heartbeat: '15s',
  maxAge: { limit: '1h' },
  affinity: { kind: 'cookie', name: 'prices-affinity', lifetime: '24h' },
  resume: 'last-event-id',
  drain: { window: '30s', retry: { min: '1s', max: '5s' } },
});

/** The same stream where no HTTP proxy can set a cookie: the client address chooses the pod for 10800 s. */
export const policyByAddress = policy.with({ affinity: { kind: 'client-ip', timeout: '3h' } });
