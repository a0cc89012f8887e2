import { ngfFacts as facts } from '../../../src/hops/http-route/implementations/nginx-gateway-fabric/facts';
import type { Trap } from './trap';

const match = { matches: [{ path: { type: 'PathPrefix', value: '/events' } }] };
const backendRefs = [{ name: 'prices', port: 80 }];
const inRule = (fields: object) => ({ HTTPRoute: { spec: { rules: [{ ...match, backendRefs, ...fields }] } } });
const session = (sessionPersistence: object) => ({
  ...inRule({ sessionPersistence }),
  UpstreamSettingsPolicy: { spec: { loadBalancingMethod: null, hashMethodKey: null } },
});
const plus = (sessionPersistence: object) => {
  const { HTTPRoute, ...rest } = session(sessionPersistence);
  const annotations = { 'sse-ready.dev/nginx-plus': 'true', 'sse-ready.dev/experimental-crds': '1.5.1' };
  return { ...rest, HTTPRoute: { ...HTTPRoute, metadata: { annotations } } };
};
const method = (loadBalancingMethod: string, hashMethodKey: string | null) => ({
  UpstreamSettingsPolicy: { spec: { loadBalancingMethod, hashMethodKey } },
});
const routeRef = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'prices' };
const object = (kind: string, name: string, spec: object, apiVersion = 'gateway.nginx.org/v1alpha1') => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop' },
  spec,
});
const snippetsFilter = (context: string, value: string) => object('SnippetsFilter', 'more', { snippets: [{ context, value }] });
const filtered = inRule({
  filters: [{ type: 'ExtensionRef', extensionRef: { group: 'gateway.nginx.org', kind: 'SnippetsFilter', name: 'more' } }],
});

const proxied = (spec: object) =>
  [
    {
      Gateway: { spec: { infrastructure: { parametersRef: { group: 'gateway.nginx.org', kind: 'NginxProxy', name: 'edge' } } } },
    },
    object('NginxProxy', 'edge', spec, 'gateway.nginx.org/v1alpha2'),
  ] as const;

export const ngfTraps: readonly Trap[] = [
  [facts.conflict, {}, object('ProxySettingsPolicy', 'later', { targetRefs: [routeRef], timeout: { read: '1m' } })],
  [
    facts.sharedPath,
    {},
    object(
      'HTTPRoute',
      'other',
      { hostnames: ['prices.example.com'], parentRefs: [{ name: 'edge' }], rules: [{ ...match, backendRefs }] },
      'gateway.networking.k8s.io/v1',
    ),
  ],
  [facts.target, { ProxySettingsPolicy: { metadata: { namespace: 'office' } } }],
  [
    facts.serviceTarget,
    { UpstreamSettingsPolicy: { metadata: { namespace: 'office' } }, HTTPRoute: { metadata: { name: 'stream' } } },
  ],
  [facts.unknownField, { ProxySettingsPolicy: { spec: { timeouts: { read: '1h' } } } }],
  [facts.ipHash, method('ip_hash', null)],
  [facts.hashKey, method('hash consistent', '$cookie_SSE')],
  [facts.hashVariable, method('hash consistent', '$nonsense')],
  [facts.leastTime, method('least_time header', null)],
  [facts.split, inRule({ backendRefs: [...backendRefs, { name: 'canary', port: 80 }] })],
  [facts.plusOnly, session({ sessionName: 'sse' })],
  [facts.sessionOptions, plus({ type: 'Header' })],
  [facts.sessionName, plus({ sessionName: 'bad name;' })],
  [facts.sessionInNextShape, plus({ cookie: { name: 'sse' } })],
  [facts.snippets, filtered, snippetsFilter('http.server.location', 'keepalive_timeout 1h;')],
  [facts.snippetContext, filtered, snippetsFilter('http.upstream', 'sticky cookie sse;')],
  [facts.duplicate, filtered, snippetsFilter('http.server.location', 'proxy_read_timeout 1h;')],
  [facts.proxyFields, ...proxied({ workerShutdownTimeout: '1h' })],
  [facts.proxyFields, ...proxied({ workerRlimitNofile: 65536 })],
  [
    facts.noProxy,
    {},
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'nginx' },
      spec: { controllerName: 'gateway.nginx.org/nginx-gateway-controller' },
    },
  ],
  [
    facts.serviceAnnotation,
    {},
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'prices', namespace: 'shop', annotations: { 'nginx.org/sticky-cookie-services': 'serviceName=prices' } },
      spec: { selector: { app: 'prices' }, ports: [{ port: 80 }] },
    },
  ],
];
