import { agicFacts as facts } from '../../../src/hops/ingress-agic/facts';
import type { Trap } from './trap';

const annotated = (annotations: Record<string, string | null>) => ({
  Ingress: {
    metadata: {
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([name, value]) => [`appgw.ingress.kubernetes.io/${name}`, value]),
      ),
    },
  },
});

const service = { port: { number: 80 } };
const to = (path: string, name: string) => ({ path, pathType: 'Prefix', backend: { service: { ...service, name } } });
const rules = (host: string, ...paths: object[]) => [{ host, http: { paths } }];
const ingress = (name: string, namespace: string, host: string, path: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name, namespace },
  spec: { ingressClassName: 'azure-application-gateway', rules: rules(host, path) },
});
const pods = (name: string, readinessProbe?: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
  spec: {
    template: {
      metadata: { labels: { app: 'prices' } },
      spec: { containers: [{ name, ports: [{ containerPort: 8080 }], readinessProbe }] },
    },
  },
});
const asking = (path: string, port: string | number = 8080) => ({ httpGet: { path, port } });
const prices = (port: number) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'prices', namespace: 'shop' },
  spec: { selector: { app: 'prices' }, ports: [{ port, targetPort: 8080 }] },
});

export const agicTraps: readonly Trap[] = [
  [facts.affinity, annotated({ 'cookie-based-affinity': null })],
  [
    facts.probeAtRandom,
    annotated({ 'health-probe-path': null }),
    prices(80),
    pods('blue', asking('/readyz')),
    pods('green', asking('/healthz')),
  ],
  [facts.sslRedirect, annotated({ 'ssl-redirect': null })],
  [facts.overridePort, annotated({ 'override-frontend-port': '8443' })],
  [facts.rules, { Ingress: { spec: { rules: null, defaultBackend: { service: { ...service, name: 'prices' } } } } }],
  [
    facts.names,
    {},
    ingress('office', 'shop-a', 'office.example.com', to('/events', 'b')),
    ingress('more', 'shop', 'more.example.com', to('/events', 'a-b')),
  ],
  [facts.samePath, {}, ingress('office', 'shop', 'prices.example.com', to('/events', 'office'))],
  [facts.prefix, {}, ingress('site', 'shop', 'prices.example.com', to('/', 'site'))],
  [
    facts.prefix,
    {},
    ingress('archive', 'shop', 'prices.example.com', to('/events-archive', 'archive')),
    ingress('a', 'shop', 'prices.example.com', to('/event', 'all')),
  ],
  [
    facts.pathOrder,
    { Ingress: { spec: { rules: rules('prices.example.com', to('/events', 'prices'), to('/events/old', 'old')) } } },
  ],
  [facts.pathPrefix, annotated({ 'health-probe-path': null, 'backend-path-prefix': '/stream/' }), prices(80), pods('prices')],
  [facts.probePort, {}, prices(80), pods('prices', asking('/readyz', 'http'))],
  [facts.wrapped, annotated({ 'request-timeout': '4294967356' })],
  [facts.ownClass, { Ingress: { spec: { ingressClassName: null } } }],
  [facts.missingService, {}, prices(8080)],
  [facts.handedOn, annotated({ 'request-timeout': '100000000' })],
  [
    facts.ingressClass,
    { Ingress: { metadata: { annotations: { 'kubernetes.io/ingress.class': 'azure-application-gateway' } } } },
  ],
];
