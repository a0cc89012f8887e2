import { facts } from '../../../path/fact';

const CODE = 'https://github.com/traefik/traefik/blob/v3.6.12';
const PROVIDER = `${CODE}/pkg/provider/kubernetes/crd/kubernetes_http.go`;
const DEFINITIONS = `${CODE}/docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml`;

const documented = { checked: '2026-11-21', known: 'documented' } as const;

/** What is true of IngressRoute and TraefikService beside what is true of Traefik. */
export const ingressRouteFacts = facts({
  routeSticky: {
    says: 'sticky.cookie of a service of a route has Traefik set a cookie that names the pod; the empty map is enough.',
    unit: 'whole seconds',
    source: PROVIDER,
    ...documented,
  },
  serviceAnnotations: {
    says: 'Of a Service behind an IngressRoute Traefik reads no annotation, and of the IngressRoute that of its class only; the others are for Ingresses.',
    source: PROVIDER,
    ...documented,
  },
  weighted: {
    says: 'Several services of a route, and those of spec.weighted of a TraefikService, take turns by weight. Only the sticky cookie of spec.weighted brings a client back to the same service, and only the one of that service to its pod.',
    source: PROVIDER,
    ...documented,
  },
  reference: {
    says: 'Of a reference to a TraefikService Traefik reads the name and the namespace; a cookie, a strategy or nativeLB belong to what the TraefikService leads to.',
    source: PROVIDER,
    ...documented,
  },
  hrw: {
    says: 'strategy hrw, and spec.highestRandomWeight, choose by a hash of the address of the connection; with them no sticky cookie is set.',
    source: `${CODE}/pkg/server/service/loadbalancer/hrw/hrw.go`,
    ...documented,
  },
  crossNamespace: {
    says: 'Services and Middlewares of another namespace are refused, and the route is not made, unless Traefik runs with allowCrossNamespace.',
    default: false,
    source: PROVIDER,
    ...documented,
  },
  middlewares: {
    says: 'middlewares of a route, and of the middleware chain, names each by name and namespace; without a namespace that of the object itself.',
    source: PROVIDER,
    ...documented,
  },
  types: {
    says: 'In a cookie maxAge is an integer, secure and httpOnly are booleans, and sameSite is none, lax or strict; the API server refuses an object with anything else.',
    source: DEFINITIONS,
    ...documented,
  },
  tls: {
    says: 'spec.tls of an IngressRoute, be it empty, makes its routes take TLS only; without it the entry point decides.',
    source: PROVIDER,
    ...documented,
  },
  group: {
    says: 'Traefik 3 reads the objects of traefik.io; those of traefik.containo.us were for Traefik 2.',
    source: `${CODE}/docs/content/migrate/v2-to-v3-details.md`,
    ...documented,
  },
});
