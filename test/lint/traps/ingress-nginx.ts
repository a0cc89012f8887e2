import { nginxFacts as facts } from '../../../src/hops/ingress-nginx/facts';
import type { Trap } from './trap';

const PREFIX = 'nginx.ingress.kubernetes.io/';

const prefixed = (annotations: Record<string, string | null>) => ({
  annotations: Object.fromEntries(Object.entries(annotations).map(([name, value]) => [PREFIX + name, value])),
});
const annotated = (annotations: Record<string, string | null>) => ({ Ingress: { metadata: prefixed(annotations) } });

const paths = (...all: string[]) => [
  {
    host: 'prices.example.com',
    http: {
      paths: all.map((path) => ({ path, pathType: 'Prefix', backend: { service: { name: 'prices', port: { number: 80 } } } })),
    },
  },
];
const other = (path: string, annotations: Record<string, string>) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'other', namespace: 'shop', ...prefixed(annotations) },
  spec: { ingressClassName: 'nginx', rules: paths(path) },
});

export const nginxTraps: readonly Trap[] = [
  [facts.httpVersion, annotated({ 'proxy-http-version': '1.0' })],
  [
    facts.cookiePath,
    { Ingress: { ...annotated({ 'session-cookie-path': null }).Ingress, spec: { rules: paths('/events', '/messages') } } },
  ],
  [facts.secure, annotated({ 'session-cookie-secure': 'false' })],
  [facts.changeOnFailure, annotated({ 'session-cookie-change-on-failure': null })],
  [
    facts.defaultBackend,
    { Ingress: { spec: { rules: null, defaultBackend: { service: { name: 'prices', port: { number: 80 } } } } } },
  ],
  [facts.precedence, annotated({ 'upstream-hash-by': '$remote_addr' })],
  [facts.precedence, annotated({ affinity: null, 'load-balance': 'sticky_persistent' })],
  [facts.sharedService, {}, other('/messages', { affinity: 'cookie', 'session-cookie-name': 'other' })],
  [facts.samePath, {}, other('/events', {})],
  [facts.patterns, {}, other('/shop', { 'use-regex': 'true' })],
  [facts.hashBy, annotated({ affinity: null, 'upstream-hash-by': '$cookie_sse' })],
  [facts.refusedValue, annotated({ 'load-balance': 'least_conn' })],
  [facts.refusedFile, annotated({ 'proxy-read-timeout': '-1' })],
  [facts.snippets, annotated({ 'configuration-snippet': 'proxy_read_timeout 1h;' })],
  [facts.customHeaders, annotated({ 'custom-headers': 'shop/headers' })],
  [facts.paths, { Ingress: { spec: { rules: paths('/events(/|$)(.*)') } } }],
  [facts.class, { Ingress: { spec: { ingressClassName: null } } }],
];
