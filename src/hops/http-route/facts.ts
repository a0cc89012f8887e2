import { facts } from '../../path/fact';

const API = 'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/';
const TYPES = 'https://github.com/kubernetes-sigs/gateway-api/blob/v1.6.1/apis/v1/httproute_types.go';
const GATEWAY_TYPES = 'https://github.com/kubernetes-sigs/gateway-api/blob/v1.6.1/apis/v1/gateway_types.go';
const SHARED_TYPES = 'https://github.com/kubernetes-sigs/gateway-api/blob/main/apis/v1/shared_types.go';
const checked = '2026-11-20';

/** What the Gateway API says of every HTTPRoute, whoever implements it. */
export const httpRouteFacts = facts({
  timeouts: {
    says: 'timeouts.request covers the whole stream, 0s switches it off, and without it each implementation does as it pleases.',
    limit: 'total',
    unit: 'Gateway API duration',
    source: TYPES,
    checked,
    known: 'documented',
  },
  backendTimeout: {
    says: 'The API server refuses a rule whose timeouts.backendRequest is longer than its timeouts.request, where that is not 0s.',
    limit: 'total',
    unit: 'Gateway API duration',
    source: TYPES,
    checked,
    known: 'measured',
    provenWith: 'Gateway API 1.5.1 and NGINX Gateway Fabric 2.6.7',
  },
  ruleRetry: {
    says: 'Where a rule has a retry stanza, implementations should also repeat requests whose connection was reset or timed out.',
    source: TYPES,
    checked,
    known: 'documented',
  },
  routePrecedence: {
    says: 'Where rules of several routes match a request alike, the oldest route has it, and of those made at one time the first by namespace and name.',
    source: TYPES,
    checked: '2026-11-21',
    known: 'documented',
  },
  listeners: {
    says: 'A route without sectionName attaches to every listener of its Gateway that takes its host names, the plain HTTP ones included.',
    source: API,
    checked,
    known: 'documented',
  },
  listenerNamespaces: {
    says: 'A listener takes routes of the namespaces in allowedRoutes.namespaces.from: Same is the default, that of its Gateway, else All, Selector by the labels of the namespace, or None.',
    default: 'Same',
    source: GATEWAY_TYPES,
    checked: '2026-11-21',
    known: 'documented',
  },
  listenerKinds: {
    says: 'A listener takes the kinds of routes in its allowedRoutes.kinds, and without them those of its protocol: HTTPRoute for HTTP and HTTPS, none for TLS, TCP or UDP.',
    source: GATEWAY_TYPES,
    checked: '2026-11-21',
    known: 'documented',
  },
  backendRefs: {
    says: 'backendRefs has no sessionAffinity in any version or channel; the API server drops unknown fields, or refuses them under strict validation.',
    ignores: 'backendRefs[].sessionAffinity',
    source: TYPES,
    checked,
    known: 'measured',
    provenWith: 'Gateway API 1.5.1 and NGINX Gateway Fabric 2.6.7',
  },
  referenceGrant: {
    says: 'A route sends to a Service of another namespace only if it names the namespace and a ReferenceGrant there allows it.',
    source: 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/',
    checked: '2026-11-21',
    known: 'documented',
  },
  sessionChannel: {
    says: 'sessionPersistence is in the experimental channel only, up to v1.6.1; AKS installs the standard channel, whose API server drops the field.',
    ignores: 'sessionPersistence, where the CRDs are those of the standard channel',
    source: 'https://gateway-api.sigs.k8s.io/geps/gep-1619/',
    checked,
    known: 'documented',
  },
  sessionShape: {
    says: 'sessionPersistence came to the experimental channel with v1.1, with sessionName, absoluteTimeout, idleTimeout, type and cookieConfig. lifetimeType is Session, or Permanent with an absoluteTimeout.',
    min: '1.1.0',
    source: SHARED_TYPES,
    checked: '2026-11-21',
    known: 'documented',
  },
  sessionIdle: {
    says: 'sessionPersistence has no idleTimeout from v1.6 on.',
    min: '1.6.0',
    source: SHARED_TYPES,
    checked: '2026-11-21',
    known: 'documented',
  },
  sessionCookie: {
    says: 'From v1.7 on sessionPersistence has cookie, with name, path and lifetimeType, and header in the place of sessionName and cookieConfig.',
    min: '1.7.0',
    source: SHARED_TYPES,
    checked: '2026-11-21',
    known: 'documented',
  },
  bundle: {
    says: 'The CRDs of the Gateway API tell their version and channel by annotations gateway.networking.k8s.io/bundle-version and gateway.networking.k8s.io/channel.',
    source:
      'https://github.com/kubernetes-sigs/gateway-api/blob/v1.6.1/config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
    checked: '2026-11-21',
    known: 'documented',
  },
  nginxAnnotations: {
    says: 'No controller reads an annotation nginx.org/session-cookie-* of an HTTPRoute: what is written and the status are the same without it.',
    ignores: 'nginx.org/session-cookie-*',
    source: 'https://github.com/nginx/nginx-gateway-fabric/tree/v2.6.7',
    checked: '2026-11-21',
    known: 'measured',
    provenWith: 'NGINX Gateway Fabric 2.6.7',
  },
  implementations: {
    says: 'The GatewayClass of a route’s Gateway decides which product serves the route, and with it every limit that the Gateway API has no field for.',
    source: API,
    checked,
    known: 'documented',
  },
});
