/** What a policy says where its author says nothing. */
export const DEFAULTS = {
  heartbeat: '15s',
  maxAge: '1h',
  cookieName: 'sse-affinity',
  cookieLifetime: '24h',
  resume: 'last-event-id',
  window: '30s',
  retryMin: '1s',
  retryMax: '5s',
} as const;
