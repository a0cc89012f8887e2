import { nginxFacts as facts } from '../../../src/hops/ingress-nginx/facts';
import type { Trap } from './trap';

const PREFIX = 'nginx.ingress.kubernetes.io/';

const prefixed = (annotations: Record<string, string | null>) => ({
  annotations: Object.fromEntries(Object.entries(annotations).map(([name, value]) => [PREFIX + name, value])),
});
const annotated = (annotations: Record<string, string | null>) => ({ Ingress: { metadata: prefixed(annotations) } });

const to = (service: string, path: string) => ({
  path,
  pathType: 'Prefix',
  backend: { service: { name: service, port: { number: 80 } } },
});
const rules = (...paths: object[]) => [{ host: 'prices.example.com', http: { paths } }];
const paths = (...all: string[]) => rules(...all.map((path) => to('prices', path)));
const other = (path: string, annotations: Record<string, string>, service = 'prices') => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'other', namespace: 'shop', ...prefixed(annotations) },
  spec: { ingressClassName: 'nginx', rules: rules(to(service, path)) },
});
const SAME_COOKIE = {
  affinity: 'cookie',
  'affinity-mode': 'persistent',
  'session-cookie-name': 'prices',
  'session-cookie-path': '/',
};

/** What the controller is told for all its Ingresses. */
const configMap = (data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'ingress-nginx-controller', namespace: 'ingress-nginx' },
  data,
});

export const nginxTraps: readonly Trap[] = [
  [facts.readTimeout, annotated({ 'proxy-read-timeout': '0' })],
  [facts.readTimeout, annotated({ 'proxy-read-timeout': null })],
  [facts.buffering, annotated({ 'proxy-buffering': 'on' })],
  [facts.nextUpstream, annotated({ 'proxy-next-upstream': null })],
  [facts.cookie, annotated({ 'affinity-mode': 'balanced' })],
  [facts.cookie, annotated({ 'session-cookie-path': null, 'rewrite-target': '/$2' })],
  [facts.noAffinity, annotated({ affinity: 'Cookie' })],
  [facts.noAffinity, annotated({ affinity: null })],
  [facts.serviceUpstream, annotated({ 'service-upstream': 'true' })],
  [facts.ignoredValue, annotated({ 'affinity-mode': 'Persistent' })],
  [facts.ignoredValue, annotated({ 'session-cookie-path': '/(.*)' })],
  [facts.ignoredValue, annotated({ 'session-cookie-name': 'my;cookie' })],
  [facts.ignoredValue, annotated({ 'proxy-read-timeout': '1h' })],
  [facts.cookieLifetime, annotated({ 'session-cookie-expires': '0abc' })],
  [facts.cookieLifetime, annotated({ 'session-cookie-max-age': '3600.5' })],
  [facts.sameSite, annotated({ 'session-cookie-samesite': 'lax' })],
  [facts.changeOnFailure, annotated({ 'proxy-next-upstream': 'off' })],
  [facts.changeOnFailure, annotated({ 'proxy-next-upstream-tries': '1' })],
  [facts.refusedValue, annotated({ 'upstream-hash-by': 'a;b' })],
  [facts.refusedFile, annotated({ 'proxy-buffers-number': '1' })],
  [facts.refusedFile, annotated({ 'proxy-busy-buffers-size': '1k' })],
  [facts.snippets, annotated({ 'auth-snippet': 'proxy_buffering off;' })],
  [facts.unread, annotated({ 'session-cookie-hash': 'sha1' })],
  [facts.unread, annotated({ 'proxy-read-timeouts': '3600' })],
  [facts.configMap, annotated({ 'proxy-buffering': null }), configMap({ 'proxy-buffering': 'on' })],
  [facts.configMap, annotated({ 'proxy-read-timeout': null }), configMap({ 'proxy-read-timeout': '10' })],
  [facts.configMap, {}, configMap({ 'proxy-read-timeout': '3600s' })],
  [facts.configMap, {}, configMap({ 'proxy-next-upstream': 'bogus' })],
  [facts.gzip, {}, configMap({ 'use-gzip': 'true', 'gzip-types': 'text/plain text/event-stream' })],
  [facts.http2, {}, configMap({ 'use-http2': 'false' })],
  [facts.workerShutdown, {}, configMap({ 'worker-shutdown-timeout': '10s' })],
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
  [facts.sharedService, {}, other('/messages', { 'affinity-mode': 'balanced' })],
  [facts.takenOfFirst, {}, other('/messages', { 'service-upstream': 'true' })],
  [
    facts.takenOfFirst,
    annotated({ affinity: null, 'upstream-hash-by': '$cookie_sse' }),
    other('/messages', { 'upstream-hash-by': '$remote_addr' }),
  ],
  [facts.sharedCookie, {}, other('/messages', SAME_COOKIE, 'messages')],
  [facts.sharedCookie, { Ingress: { spec: { rules: rules(to('prices', '/events'), to('web', '/')) } } }],
  [facts.canary, {}, other('/events', { canary: 'true', 'session-cookie-name': 'next' }, 'next')],
  [facts.canary, {}, other('/events', { canary: 'true', 'affinity-canary-behavior': 'legacy' }, 'next')],
  [facts.canaryLocation, {}, other('/events', { canary: 'true', 'proxy-read-timeout': '10' }, 'next')],
  [facts.refusedLimit, annotated({ 'limit-connections': '100000' })],
  [facts.refusedLimit, annotated({ 'limit-rpm': '5', 'limit-burst-multiplier': '0' })],
  [facts.limitValue, annotated({ 'limit-rps': '10r/s' })],
  [facts.limitValue, annotated({ 'limit-burst-multiplier': 'x' })],
  [facts.canaryMatch, {}, other('/event', { canary: 'true' }, 'next')],
  [facts.canaryValue, {}, other('/events', { canary: 'true', 'canary-weight': '10%' }, 'next')],
  [facts.samePathAnnotated, {}, other('/events', { canary: 'yes' }, 'next')],
  [
    facts.canaries,
    {},
    other('/events', { canary: 'true' }, 'next'),
    {
      ...other('/events', { canary: 'true' }, 'later'),
      metadata: { name: 'later', namespace: 'shop', ...prefixed({ canary: 'true' }) },
    },
  ],
  [facts.limitConnections, annotated({ 'limit-connections': '20' })],
  [facts.limitRequests, annotated({ 'limit-rps': '5' })],
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
