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
const rules = (host: string, name: string) => [
  { host, http: { paths: [{ path: '/events', pathType: 'Prefix', backend: { service: { ...service, name } } }] } },
];
const ingress = (name: string, namespace: string, host: string, to: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name, namespace },
  spec: { ingressClassName: 'azure-application-gateway', rules: rules(host, to) },
});
const pods = (name: string, path: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
  spec: {
    template: {
      metadata: { labels: { app: 'prices' } },
      spec: { containers: [{ name, ports: [{ containerPort: 8080 }], readinessProbe: { httpGet: { path } } }] },
    },
  },
});
const prices = (port: number) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'prices', namespace: 'shop' },
  spec: { selector: { app: 'prices' }, ports: [{ port, targetPort: 8080 }] },
});

export const agicTraps: readonly Trap[] = [
  [facts.affinity, annotated({ 'cookie-based-affinity': null })],
  [facts.probeAtRandom, annotated({ 'health-probe-path': null }), prices(80), pods('blue', '/readyz'), pods('green', '/healthz')],
  [facts.sslRedirect, annotated({ 'ssl-redirect': null })],
  [facts.overridePort, annotated({ 'override-frontend-port': '8443' })],
  [facts.rules, { Ingress: { spec: { rules: null, defaultBackend: { service: { ...service, name: 'prices' } } } } }],
  [facts.names, {}, ingress('office', 'shop-a', 'office.example.com', 'b'), ingress('more', 'shop', 'more.example.com', 'a-b')],
  [facts.samePath, {}, ingress('office', 'shop', 'prices.example.com', 'office')],
  [facts.missingService, {}, prices(8080)],
  [facts.handedOn, annotated({ 'request-timeout': '100000000' })],
  [
    facts.ingressClass,
    { Ingress: { metadata: { annotations: { 'kubernetes.io/ingress.class': 'azure-application-gateway' } } } },
  ],
];
