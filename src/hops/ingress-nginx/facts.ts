import { Duration } from '../../policy/duration';
import { facts } from '../../path/fact';
import { ingressClassFacts } from '../ingress-controllers';

const CODE = 'https://github.com/kubernetes/ingress-nginx/blob/controller-v1.15.1';
const ANNOTATIONS = `${CODE}/docs/user-guide/nginx-configuration/annotations.md`;
const CONFIG = `${CODE}/internal/ingress/controller/config/config.go`;
const PROXY = `${CODE}/internal/ingress/annotations/proxy/main.go`;
const AFFINITY = `${CODE}/internal/ingress/annotations/sessionaffinity/main.go`;
const STICKY = `${CODE}/rootfs/etc/nginx/lua/balancer/sticky.lua`;
const BALANCER = `${CODE}/rootfs/etc/nginx/lua/balancer.lua`;
const CONTROLLER = `${CODE}/internal/ingress/controller/controller.go`;
const RATE_LIMIT = `${CODE}/internal/ingress/annotations/ratelimit/main.go`;
const TEMPLATE = `${CODE}/rootfs/etc/nginx/template/nginx.tmpl`;
const VALIDATORS = `${CODE}/internal/ingress/annotations/parser/validators.go`;

/** What the controller made of a manifest of that kind. */
const rendered = { checked: '2026-11-20', known: 'measured', provenWith: 'ingress-nginx 1.15.1' } as const;
/** What nginx, with the controller's own Lua, did with that. */
const ran = { ...rendered, provenWith: 'ingress-nginx 1.15.1 and nginx 1.22.1' } as const;
/** What the source code says of values that were not rendered. */
const read = { checked: '2026-11-22', known: 'documented' } as const;
const documented = { checked: '2026-11-20', known: 'documented' } as const;

/** kubernetes/ingress-nginx, by itself or as the application routing add-on of AKS. */
export const nginxFacts = facts({
  retired: {
    says: 'ingress-nginx had its last release (v1.15.1) in March 2026; since then nobody fixes anything in it, security included.',
    source: 'https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/',
    ...documented,
  },
  retiredOnAks: {
    says: 'Microsoft gives the application routing add-on with NGINX critical security patches through November 2026, and nothing else.',
    source: 'https://learn.microsoft.com/azure/aks/app-routing-gateway-api',
    ...documented,
  },
  readTimeout: {
    says: 'nginx ends a stream that carried nothing for proxy-read-timeout. The annotation takes bare seconds, and 0 means 504 at once.',
    limit: 'idle',
    unit: 'whole seconds',
    default: Duration.seconds(60),
    min: Duration.seconds(1),
    source: PROXY,
    ...ran,
  },
  sendTimeout: {
    says: 'nginx ends a request whose pod took nothing of it for proxy-send-timeout, in bare seconds.',
    limit: 'idle',
    unit: 'whole seconds',
    default: Duration.seconds(60),
    min: Duration.seconds(1),
    source: PROXY,
    ...rendered,
  },
  noTotalLimit: {
    says: 'The timeouts of nginx run between two reads or writes; none runs for the whole response.',
    limit: 'total',
    fixed: 'disabled',
    source: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout',
    ...ran,
  },
  buffering: {
    says: 'The controller switches response buffering off unless its ConfigMap or the annotation switches it on.',
    default: 'off',
    source: CONFIG,
    ...rendered,
  },
  httpVersion: {
    says: 'nginx asks the pod by HTTP/1.1. By 1.0 a response has no chunks, and with buffering on it is held to its end.',
    default: '1.1',
    source: PROXY,
    ...ran,
  },
  cookie: {
    says: 'affinity: cookie names a pod in mode persistent. In mode balanced, the default, it is hashed onto the list of pods and moves clients when that changes. It is set once and never renewed.',
    unit: 'whole seconds',
    min: Duration.seconds(1),
    source: STICKY,
    ...ran,
  },
  noAffinity: {
    says: 'affinity takes "cookie" and nothing else; without it nginx chooses a pod anew for each request and passes the Service, its sessionAffinity too, by.',
    ignores: 'sessionAffinity of a Service',
    default: 'none',
    source: AFFINITY,
    ...ran,
  },
  cookieName: {
    says: 'A cookie name takes letters, digits and -._~/: only; any other name is ignored for INGRESSCOOKIE.',
    default: 'INGRESSCOOKIE',
    source: VALIDATORS,
    ...rendered,
  },
  cookieLifetime: {
    says: 'session-cookie-max-age and -expires take bare seconds. Their check is half anchored: expires "0abc" passes it, and each request without a cookie is answered 500.',
    source: AFFINITY,
    ...ran,
  },
  cookiePath: {
    says: 'Without session-cookie-path each path of the Ingress gets a cookie of its own, whose path is that path as written, even where it is a pattern.',
    source: STICKY,
    ...ran,
  },
  sameSite: {
    says: 'The check takes SameSite in any case; the cookie gets it only when written Strict, Lax or None.',
    source: STICKY,
    ...ran,
  },
  secure: {
    says: 'The cookie is Secure on requests that reach nginx by TLS. session-cookie-secure "true" makes it so everywhere; "false" changes nothing.',
    source: STICKY,
    ...ran,
  },
  changeOnFailure: {
    says: 'A client whose pod is dead and still listed gets 502 each time. With session-cookie-change-on-failure "true" and a retry allowed it gets another pod and a new cookie.',
    default: false,
    source: STICKY,
    ...ran,
  },
  defaultBackend: {
    says: 'An Ingress with nothing but spec.defaultBackend gets no affinity: the controller attaches it to paths.',
    ignores: 'affinity of an Ingress with a default backend only',
    source: CONTROLLER,
    ...ran,
  },
  serviceUpstream: {
    says: 'nginx sends to the pods themselves. With service-upstream "true" it sends to the address of the Service and still sets the cookie.',
    default: false,
    source: ANNOTATIONS,
    ...ran,
  },
  precedence: {
    says: 'Cookie affinity goes before upstream-hash-by, which goes before load-balance. load-balance sticky_* without affinity sets no cookie and picks pods at random.',
    ignores: 'upstream-hash-by and load-balance beside cookie affinity',
    source: BALANCER,
    ...ran,
  },
  sharedService: {
    says: 'Of Ingresses with cookie affinity for one Service the mode of the first that has one counts, and all else of the cookie of the last; the oldest is first, and of those made in one second the last by name. The mode of an Ingress without affinity counts as well.',
    source: CONTROLLER,
    ...rendered,
  },
  takenOfFirst: {
    says: 'Of Ingresses for one Service only the first counts for service-upstream and upstream-hash-by; the oldest is first, and of those made in one second the last by name.',
    source: CONTROLLER,
    ...rendered,
  },
  sharedCookie: {
    says: 'Where two Services have a persistent cookie of one name and path, each chooses anew at every change between them and overwrites the cookie of the other.',
    source: STICKY,
    ...ran,
  },
  canary: {
    says: 'A canary has the mode and the cookie of its main Ingress, and its own affinity annotations count for nothing; only with affinity-canary-behavior legacy on the canary it has no cookie.',
    ignores: 'affinity of a canary',
    source: CONTROLLER,
    ...ran,
  },
  canaryLocation: {
    says: 'A canary adds a Service to the locations of its main Ingress, and timeouts, buffering, retries and limits are those of the main Ingress. Besides canary-* and affinity-canary-behavior its own load-balance, upstream-hash-by and service-upstream count, for its Service alone.',
    ignores: 'timeouts, buffering and limits of a canary',
    source: CONTROLLER,
    ...documented,
  },
  samePath: {
    says: 'Of two Ingresses with the same host and path the webhook of the controller refuses the newer. Where it is not asked the older keeps the path, and of those made in one second the last by name counts as the older; the cookie of the newer still counts where both have one Service.',
    source: CONTROLLER,
    ...rendered,
  },
  samePathAnnotated: {
    says: 'The webhook lets an Ingress have the path of another where either has the annotation canary, whatever its value; where neither is a canary the older keeps the path, and of those made in one second the last by name.',
    source: CONTROLLER,
    ...read,
  },
  canaryMatch: {
    says: 'A canary joins, for each of its paths, the Ingress that has the same host, path and pathType; where none has, the controller drops its Service. It takes ImplementationSpecific for Prefix.',
    source: CONTROLLER,
    ...read,
  },
  canaries: {
    says: 'Of several canaries of one path only the first gets requests; the oldest is first, and of those made in one second the last by name.',
    ignores: 'a second canary of a path',
    source: BALANCER,
    ...read,
  },
  canaryValue: {
    says: 'canary takes a boolean, and canary-weight and canary-weight-total whole numbers; any other value is dropped, for false, 0 and 100, with one line in the controller log.',
    ignores: 'values of canary and canary-weight that its checks do not take',
    source: `${CODE}/internal/ingress/annotations/canary/main.go`,
    ...read,
  },
  patterns: {
    says: 'Where one Ingress of a host has use-regex or rewrite-target, all paths of that host are patterns of how a URL begins, in upper or lower case: /events then takes /eventsfoo and /EVENTS too.',
    source: `${CODE}/internal/ingress/controller/template/template.go`,
    ...ran,
  },
  hashBy: {
    says: 'upstream-hash-by hashes a variable onto the list of pods; all requests where it is empty go to one pod.',
    source: BALANCER,
    ...ran,
  },
  nextUpstream: {
    says: 'By default nginx asks again when the pod could not be reached and also when it is slow: a GET whose first byte is late was sent three times.',
    default: 'error timeout',
    source: PROXY,
    ...ran,
  },
  limitConnections: {
    says: 'limit-connections is how many requests one address may have open on a replica of the controller; one more is refused. Addresses in limit-allowlist are not counted.',
    source: `${ANNOTATIONS}#rate-limiting`,
    ...documented,
  },
  limitRequests: {
    says: 'limit-rps and limit-rpm are how many requests one address may send a second or a minute to a replica of the controller, with a burst of that times limit-burst-multiplier; more are refused. Addresses in limit-allowlist are not counted.',
    default: 5,
    source: `${ANNOTATIONS}#rate-limiting`,
    ...documented,
  },
  limitStatus: {
    says: 'What is over a limit is answered 503, or what limit-conn-status-code and limit-req-status-code of the ConfigMap say.',
    default: 503,
    source: CONFIG,
    ...read,
  },
  limitValue: {
    says: 'A value of limit-rps or limit-rpm that is no whole number, or of limit-allowlist that is no list of addresses and ranges, makes the controller serve nothing of the Ingress; one of limit-burst-multiplier or limit-rate-after is dropped for the default.',
    ignores: 'values of limit-burst-multiplier and limit-rate-after that are no whole numbers',
    source: RATE_LIMIT,
    ...read,
  },
  refusedLimit: {
    says: 'The controller writes limit-connections and the burst, which is limit-rps or limit-rpm times limit-burst-multiplier, as they come out: nginx refuses its whole file where the first is above 65535 or the burst below 1.',
    max: 65_535,
    source: TEMPLATE,
    checked: '2026-11-22',
    known: 'measured',
    provenWith: 'nginx 1.22.1',
  },
  sslRedirect: {
    says: 'With spec.tls, plain requests are redirected to https unless ssl-redirect is "false".',
    default: true,
    source: ANNOTATIONS,
    ...documented,
  },
  gzip: {
    says: 'The controller compresses nothing; with use-gzip in its ConfigMap its list of types lacks text/event-stream. With gzip-types that has it a stream is flushed at every event while response buffering is off, and held to its end while it is on.',
    default: 'off',
    source: CONFIG,
    ...ran,
  },
  http2: {
    says: 'The controller offers HTTP/2 in every server block unless use-http2 is false in its ConfigMap.',
    default: 'on',
    source: CONFIG,
    ...rendered,
  },
  workerShutdown: {
    says: 'After a reload the old workers keep their streams for worker-shutdown-timeout, then end them all. The ConfigMap has it with a unit, or in seconds.',
    limit: 'drain',
    default: Duration.seconds(240),
    source: CONFIG,
    ...ran,
  },
  reload: {
    says: 'An Ingress made, removed or changed anywhere on the controller, or a changed certificate, reloads nginx; pods that come or go do not.',
    source: `${CODE}/docs/how-it-works.md`,
    ...documented,
  },
  configMap: {
    says: 'proxy-buffering, proxy-read-timeout and the like in the ConfigMap of the controller count for every path whose Ingress has no such annotation. A timeout that is no bare number is dropped there; proxy-next-upstream is written unchecked.',
    source: CONFIG,
    ...rendered,
  },
  aksConfigMap: {
    says: 'Editing the ConfigMap of the application routing add-on is not supported.',
    source: 'https://learn.microsoft.com/azure/aks/app-routing',
    ...documented,
  },
  ignoredValue: {
    says: 'A value that the check of a proxy-*, session-cookie-* or affinity annotation does not take is dropped for the default, with one line in the controller log.',
    ignores: 'values of proxy-*, session-cookie-* and affinity that its checks do not take',
    source: VALIDATORS,
    ...rendered,
  },
  unread: {
    says: 'Of an annotation that the controller has no parser for, such as a misspelt one or session-cookie-hash, it says nothing anywhere.',
    ignores: 'annotations of its prefix that it does not know',
    source: ANNOTATIONS,
    ...rendered,
  },
  refusedValue: {
    says: 'A wrong value of upstream-hash-by, load-balance, connection-proxy-header, limit-connections or upstream-vhost makes the controller serve nothing of the Ingress.',
    source: VALIDATORS,
    ...rendered,
  },
  refusedFile: {
    says: 'Some values pass every check and are refused by nginx itself: the controller then takes no further change of any Ingress.',
    source: TEMPLATE,
    ...ran,
  },
  snippets: {
    says: 'An Ingress with a snippet annotation is not served unless the ConfigMap has allow-snippet-annotations "true" and annotations-risk-level Critical.',
    source: ANNOTATIONS,
    ...rendered,
  },
  customHeaders: {
    says: 'custom-headers answers 503 unless its ConfigMap exists and global-allowed-response-headers lists each header. Its headers go to the client and switch no buffering.',
    source: ANNOTATIONS,
    ...ran,
  },
  paths: {
    says: 'A Prefix or Exact path takes letters, digits and -_./ only; the controller refuses an Ingress with any other.',
    source: `${CODE}/internal/ingress/inspector/rules.go`,
    ...rendered,
  },
  controller: ingressClassFacts.nginx,
  passthrough: {
    says: 'ssl-passthrough sends TLS to the pods unread and makes every other annotation of the Ingress void, where the controller runs with --enable-ssl-passthrough, which it does not by default.',
    source: ANNOTATIONS,
    ...documented,
  },
  otherPrefix: {
    says: 'The controller reads annotations of nginx.ingress.kubernetes.io; those of nginx.org and nginx.com are for the F5 NGINX Ingress Controller, another program.',
    source: ANNOTATIONS,
    ...documented,
  },
  class: {
    says: 'The controller serves no Ingress without its class, and says so only in its log.',
    source: `${CODE}/internal/ingress/controller/ingressclass/ingressclass.go`,
    ...rendered,
  },
});
