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
const another = (namespace: string, spec: object) => ({
  apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  kind: 'BackendTrafficPolicy',
  metadata: { name: 'another', namespace },
  spec,
});
const ROUTE = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'prices' };
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
    facts.split,
    inRule({
      backendRefs: [
        { name: 'prices', port: 80, weight: 9 },
        { name: 'canary', port: 80, weight: 1 },
      ],
    }),
  ],
  [facts.precedence, {}, another('shop', { targetRefs: [ROUTE] })],
  [facts.selectors, {}, another('ops', { targetSelectors: [{ kind: 'HTTPRoute', namespaces: { from: 'All' } }] })],
  [
    facts.sessionPersistence,
    {
      ...inRule({ sessionPersistence: { sessionName: 'sse' } }),
      BackendTrafficPolicy: { spec: { loadBalancer: null } },
    },
  ],
];
