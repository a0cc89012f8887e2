import { httpRouteFacts } from '../../../src/hops/http-route/facts';
import { istioFacts } from '../../../src/hops/http-route/implementations/istio/facts';
import { meshFacts } from '../../../src/hops/http-route/implementations/istio/mesh-facts';
import type { Trap } from './trap';

const rule = (spec: object) => ({ DestinationRule: { spec } });
const hash = (consistentHash: object) => rule({ trafficPolicy: { loadBalancer: { consistentHash } } });
const inRule = (fields: object) => ({
  HTTPRoute: {
    spec: {
      rules: [
        { matches: [{ path: { type: 'PathPrefix', value: '/events' } }], backendRefs: [{ name: 'prices', port: 80 }], ...fields },
      ],
    },
  },
});
const infrastructure = (fields: object) => ({ Gateway: { spec: { infrastructure: fields } } });
const parameters = { group: '', kind: 'ConfigMap', name: 'edge' };
const configMap = (name: string, namespace: string, data: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});
const service = (labels: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'prices', namespace: 'shop', labels },
  spec: { selector: { app: 'prices' }, ports: [{ port: 80 }] },
});
const istiod = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'istiod', namespace: 'istio-system' },
  spec: {
    selector: { matchLabels: { app: 'istiod' } },
    template: {
      metadata: { labels: { app: 'istiod' } },
      spec: {
        containers: [{ name: 'discovery', env: [{ name: 'PILOT_ENABLE_PERSISTENT_SESSION_FILTER', value: 'true' }] }],
      },
    },
  },
};
const envoyFilter = {
  apiVersion: 'networking.istio.io/v1alpha3',
  kind: 'EnvoyFilter',
  metadata: { name: 'idle', namespace: 'shop' },
  spec: {
    configPatches: [
      {
        applyTo: 'NETWORK_FILTER',
        match: {
          context: 'GATEWAY',
          listener: { filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager' } } },
        },
        patch: {
          operation: 'MERGE',
          value: {
            typed_config: {
              '@type': 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
              stream_idle_timeout: '60s',
            },
          },
        },
      },
    ],
  },
};

export const istioTraps: readonly Trap[] = [
  [istioFacts.edgeProfile, infrastructure({ annotations: { 'proxy.istio.io/config': 'connectionSettings: {profile: EDGE}' } })],
  [httpRouteFacts.backendTimeout, inRule({ timeouts: { request: '1h', backendRequest: '2h' } })],
  [
    istioFacts.edgeProfile,
    {},
    configMap('istio', 'istio-system', { mesh: 'defaultConfig: { connectionSettings: { profile: EDGE } }' }),
  ],
  [istioFacts.noRetry, inRule({ retry: { attempts: 0 } })],
  [istioFacts.noRetry, {}, configMap('istio', 'istio-system', { mesh: 'defaultHttpRetryPolicy: { attempts: 0 }' })],
  [
    istioFacts.persistentSession,
    { DestinationRule: { spec: { trafficPolicy: null } } },
    service({ 'istio.io/persistent-session': 'sse' }),
  ],
  [
    istioFacts.sessionDrain,
    {
      DestinationRule: { spec: { trafficPolicy: null } },
      HTTPRoute: { metadata: { annotations: { 'sse-ready.dev/istio-persistent-session-filter': 'true' } } },
    },
    service({ 'istio.io/persistent-session': 'sse' }),
  ],
  [
    istioFacts.sessionDrain,
    { DestinationRule: { spec: { trafficPolicy: null } } },
    service({ 'istio.io/persistent-session': 'sse' }),
    istiod,
  ],
  [istioFacts.gracePeriod, infrastructure({ annotations: { 'proxy.istio.io/config': 'terminationDrainDuration: 1h' } })],
  [istioFacts.parameters, infrastructure({ parametersRef: parameters }), configMap('edge', 'shop', { gateway: '{}' })],
  [meshFacts.cookieLifetime, hash({ httpCookie: { ttl: null } })],
  [meshFacts.cookieAttributes, hash({ httpCookie: { attributes: [{ name: 'Secure' }, { name: 'HttpOnly' }] } })],
  [meshFacts.sourceAddress, hash({ httpCookie: null, useSourceIp: true })],
  [meshFacts.hashKey, hash({ useSourceIp: true })],
  [meshFacts.warmup, rule({ trafficPolicy: { loadBalancer: { warmup: { duration: '60s' } } } })],
  [meshFacts.hashRetries, rule({ trafficPolicy: { outlierDetection: null } })],
  [meshFacts.ejection, rule({ trafficPolicy: { outlierDetection: { consecutiveLocalOriginFailures: null } } })],
  [meshFacts.ejectionShare, rule({ trafficPolicy: { outlierDetection: { maxEjectionPercent: null } } })],
  [
    meshFacts.weights,
    inRule({
      backendRefs: [
        { name: 'prices', port: 80 },
        { name: 'canary', port: 80 },
      ],
    }),
  ],
  [meshFacts.place, { DestinationRule: { metadata: { namespace: 'office' } }, HTTPRoute: { metadata: { name: 'stream' } } }],
  [meshFacts.host, rule({ host: 'prices.shop' })],
  [meshFacts.portLevel, rule({ trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, outlierDetection: {} }] } })],
  [meshFacts.upstreamIdle, rule({ trafficPolicy: { connectionPool: { http: { idleTimeout: '86400s' } } } })],
  [meshFacts.envoyFilter, {}, envoyFilter],
  [meshFacts.envoyFilter, {}, { ...envoyFilter, metadata: { name: 'idle', namespace: 'istio-system' } }],
];
