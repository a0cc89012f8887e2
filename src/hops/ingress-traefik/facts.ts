import { Duration } from '../../policy/duration';
import { facts } from '../../path/fact';
import { ingressClassFacts } from '../ingress-controllers';

const CODE = 'https://github.com/traefik/traefik/blob/v3.6.12';
const PROVIDER = `${CODE}/pkg/provider/kubernetes/ingress`;
const DOCS = 'https://doc.traefik.io/traefik';
const INGRESS = `${DOCS}/reference/routing-configuration/kubernetes/ingress/`;
const ENTRY_POINTS = `${DOCS}/reference/install-configuration/entrypoints/`;

const documented = { checked: '2026-11-21', known: 'documented' } as const;
/** Seen with the program itself, over HTTP/1.1 and HTTP/2. */
const measured = { checked: '2026-11-20', known: 'measured', provenWith: 'Traefik 3.6.12' } as const;

/** Traefik 3, by its Ingress provider. */
export const traefikFacts = facts({
  class: ingressClassFacts.traefik,
  flush: {
    says: 'Traefik passes each event on as it comes, headers at once, whatever its size; only a middleware holds responses back.',
    default: 'off',
    source: `${DOCS}/reference/routing-configuration/http/load-balancing/service/`,
    ...measured,
  },
  buffering: {
    says: 'The middleware buffering holds headers and body to the end of the response, also where only a limit of requests is set: of an endless stream nothing ever comes.',
    source: `${DOCS}/reference/routing-configuration/http/middlewares/buffering/`,
    ...measured,
  },
  noCompression: {
    says: 'Traefik compresses nothing without the middleware compress.',
    default: 'off',
    source: `${DOCS}/reference/routing-configuration/http/middlewares/compress/`,
    ...documented,
  },
  compress: {
    says: 'The middleware compress compresses an event stream too, whatever its Cache-Control, and flushes it at every event: nothing comes late.',
    source: `${DOCS}/reference/routing-configuration/http/middlewares/compress/`,
    ...measured,
  },
  noIdleLimit: {
    says: 'No timeout of Traefik ends a stream for its silence: none did in 635 s, and readTimeout and idleTimeout do not apply to it.',
    limit: 'idle',
    fixed: 'disabled',
    source: ENTRY_POINTS,
    ...measured,
  },
  writeTimeout: {
    says: 'writeTimeout of the entry point ends a stream by its age, whatever it carries; over HTTP/1.1 a silent one hangs then until its next event. 0, the default, is none.',
    limit: 'total',
    unit: 'Go duration',
    default: 'disabled',
    source: ENTRY_POINTS,
    ...measured,
  },
  graceTimeOut: {
    says: 'When Traefik ends, its streams live for graceTimeOut of the entry point, 10 s by default, and are then cut at one moment. A change of routes cuts none.',
    limit: 'drain',
    unit: 'Go duration',
    default: Duration.seconds(10),
    source: ENTRY_POINTS,
    ...documented,
  },
  sticky: {
    says: 'With service.sticky.cookie on a Service Traefik sets a cookie that names the pod, and another when that pod is gone. The annotations stand on the Service.',
    unit: 'whole seconds',
    min: Duration.seconds(1),
    source: `${CODE}/pkg/server/service/loadbalancer/sticky.go`,
    ...documented,
  },
  stickyOnIngress: {
    says: 'Of an Ingress Traefik reads the annotations router.* only, and of a Service those of service.* only.',
    source: `${PROVIDER}/annotations.go`,
    ...documented,
  },
  oldAnnotations: {
    says: 'The annotations of Traefik 1, such as affinity and session-cookie-name, are not read since Traefik 2.',
    source: `${PROVIDER}/annotations.go`,
    ...documented,
  },
  otherPrefix: {
    says: 'The Ingress provider reads annotations of traefik.ingress.kubernetes.io only; those of nginx.ingress.kubernetes.io have a provider of their own, for Ingresses of the class nginx.',
    source: `${PROVIDER}/annotations.go`,
    ...documented,
  },
  switches: {
    says: 'sticky.cookie is on for "true" in any case of letters and for an empty text, and off without a word for anything else.',
    source: 'https://github.com/traefik/paerser/blob/v0.2.2/parser/nodes_metadata.go',
    ...documented,
  },
  refused: {
    says: 'For one annotation service.* that Traefik does not know or cannot read, it does not make the Service, and its paths are answered 404.',
    source: `${PROVIDER}/kubernetes.go`,
    ...documented,
  },
  refusedRouter: {
    says: 'For one annotation router.* that Traefik does not know or cannot read, it leaves the whole Ingress out.',
    source: `${PROVIDER}/kubernetes.go`,
    ...documented,
  },
  serviceMiddlewares: {
    says: 'service.middlewares is there from Traefik 3.7.0 on; an older one knows no such annotation.',
    min: '3.7.0',
    source: 'https://github.com/traefik/traefik/blob/v3.7.0/pkg/provider/kubernetes/ingress/annotations.go',
    ...documented,
  },
  cookieName: {
    says: 'Without sticky.cookie.name the cookie has a name that Traefik computes from that of the Service; in a name characters that no cookie may have become _.',
    source: `${CODE}/pkg/server/cookie/cookie.go`,
    ...documented,
  },
  cookieDefaults: {
    says: 'Without maxage the cookie ends with the browser session; without path it has the path /; without samesite and secure it has neither. samesite is strict, lax or none in small letters; any other is none at all.',
    source: `${CODE}/pkg/server/service/loadbalancer/sticky.go`,
    ...documented,
  },
  noAffinity: {
    says: 'Without a sticky cookie Traefik takes the pods in turn, past the Service and its sessionAffinity.',
    default: 'none',
    source: `${PROVIDER}/kubernetes.go`,
    ...documented,
  },
  nativeLb: {
    says: 'Traefik sends to the pods. With service.nodeportlb "true" on a Service of type NodePort it sends to the nodes, and with service.nativelb "true", or nativeLBByDefault of its provider, to the address of the Service: there another hop chooses the pod, and the cookie names that address.',
    default: 'false',
    source: `${PROVIDER}/kubernetes.go`,
    ...documented,
  },
  retry: {
    says: 'Traefik sends a request to one pod; with the middleware retry to the next where one cannot be reached.',
    default: 'off',
    source: `${DOCS}/reference/routing-configuration/http/middlewares/retry/`,
    ...documented,
  },
  routerTls: {
    says: 'router.tls "true" makes the routes of an Ingress take TLS only. spec.tls names certificates and switches no TLS on; the entry point may.',
    source: INGRESS,
    ...documented,
  },
  http2: {
    says: 'An entry point with TLS speaks HTTP/2.',
    default: 'on',
    source: ENTRY_POINTS,
    ...documented,
  },
  middlewareName: {
    says: 'router.middlewares names a Middleware of the cluster as its namespace, a hyphen, its name and @kubernetescrd.',
    source: INGRESS,
    ...documented,
  },
  inFlight: {
    says: 'The middleware inFlightReq counts every open stream as a request, and answers those beyond its amount with 429.',
    source: `${DOCS}/reference/routing-configuration/http/middlewares/inflightreq/`,
    ...documented,
  },
});
