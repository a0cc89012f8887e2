import { envoyGatewayFacts as facts } from '../../../src/hops/http-route/implementations/envoy-gateway/facts';
import type { Trap } from './trap';

const http = (timeouts: object) => ({ BackendTrafficPolicy: { spec: { timeout: { http: timeouts } } } });
const inRule = (fields: object) => ({
  HTTPRoute: {
    spec: {
      rules: [
        { matches: [{ path: { type: 'PathPrefix', value: '/events' } }], backendRefs: [{ name: 'prices', port: 80 }], ...fields },
      ],
    },
  },
});
const consistentHash = (hash: object) => ({ BackendTrafficPolicy: { spec: { loadBalancer: { consistentHash: hash } } } });

export const envoyGatewayTraps: readonly Trap[] = [
  [facts.ruleTimeout, inRule({ timeouts: { request: '60s' } })],
  [facts.maxStreamDuration, http({ maxStreamDuration: '60s' })],
  [facts.listenerIdle, { BackendTrafficPolicy: { spec: { timeout: null } } }],
  [facts.derivedIdle, http({ streamIdleTimeout: null })],
  [facts.connectionIdle, http({ streamIdleTimeout: null, connectionIdleTimeout: '1h' })],
  [facts.cookieLifetime, consistentHash({ cookie: { ttl: null } })],
  [facts.sourceAddress, consistentHash({ type: 'SourceIP', cookie: null })],
  [
    facts.sessionPersistence,
    {
      ...inRule({ sessionPersistence: { sessionName: 'sse' } }),
      BackendTrafficPolicy: { spec: { loadBalancer: null } },
    },
  ],
];
