import { Duration } from '../../policy/duration';
import { facts } from '../../path/fact';
import { ingressClassFacts } from '../ingress-controllers';

const CODE = 'https://github.com/nginx/kubernetes-ingress/blob/v5.5.4';
const ANNOTATIONS = `${CODE}/internal/configs/annotations.go`;
const VALIDATION = `${CODE}/internal/k8s/validation.go`;
const PARSING = `${CODE}/internal/configs/parsing_helpers.go`;
const DEFAULTS = `${CODE}/internal/configs/config_params.go`;
const TEMPLATE = `${CODE}/internal/configs/version1/nginx.ingress.tmpl`;
const CONFIG_MAP = `${CODE}/internal/configs/configmaps.go`;
const CHART = `${CODE}/charts/nginx-ingress/values.yaml`;
const STICKY_MODULE = 'https://github.com/nginx/nginx/blob/release-1.31.4/src/http/modules/ngx_http_upstream_sticky_module.c';
const NGINX = 'https://nginx.org/en/docs';

const documented = { checked: '2026-11-21', known: 'documented' } as const;

/** F5 NGINX Ingress Controller, on open source or NGINX Plus. */
export const f5NginxFacts = facts({
  class: ingressClassFacts.f5Nginx,
  noClass: {
    says: 'The controller serves an Ingress of its own class only; one without a class is of no controller, unless the cluster has a default class.',
    source: `${CODE}/internal/k8s/controller.go`,
    ...documented,
  },
  readTimeout: {
    says: 'nginx ends a stream that carried nothing for nginx.org/proxy-read-timeout, a time of nginx such as 90, 90s or 1h; 0 ends it at once.',
    limit: 'idle',
    unit: 'nginx time',
    default: Duration.seconds(60),
    min: Duration.millis(1),
    source: DEFAULTS,
    ...documented,
  },
  sendTimeout: {
    says: 'nginx ends a request whose pod took nothing of it for nginx.org/proxy-send-timeout, a time of nginx.',
    limit: 'idle',
    unit: 'nginx time',
    default: Duration.seconds(60),
    min: Duration.millis(1),
    source: DEFAULTS,
    ...documented,
  },
  noTotalLimit: {
    says: 'The timeouts of nginx run between two reads or writes; none runs for the whole response.',
    limit: 'total',
    fixed: 'disabled',
    source: `${NGINX}/http/ngx_http_proxy_module.html#proxy_read_timeout`,
    ...documented,
  },
  buffering: {
    says: 'The controller has nginx buffer responses unless nginx.org/proxy-buffering, or proxy-buffering of its ConfigMap, is "false".',
    default: 'on',
    source: DEFAULTS,
    ...documented,
  },
  rejected: {
    says: 'One annotation that does not pass its check and the controller rejects the Ingress: it serves nothing of it, and tells so by an event. A switch is "true" or "false", never "on" or "off".',
    source: VALIDATION,
    ...documented,
  },
  sticky: {
    says: 'nginx.org/sticky-cookie-services has nginx set a cookie that names the pod, for the Services that it lists. It is there from 5.4.0 on, with open source too; an older controller ignores it.',
    min: '5.4.0',
    unit: 'whole seconds',
    source: `${CODE}/examples/ingress-resources/session-persistence/README.md`,
    ...documented,
  },
  stickyPlus: {
    says: 'nginx.com/sticky-cookie-services needs NGINX Plus; with open source the controller rejects the Ingress for it. Beside nginx.org/sticky-cookie-services it is not used.',
    source: ANNOTATIONS,
    ...documented,
  },
  stickyList: {
    says: 'Each Service of sticky-cookie-services is serviceName=NAME, a space, the name of the cookie and its parameters; between two of them is a semicolon and no space. A space after the semicolon, or a semicolon at the end, and the Ingress is rejected.',
    source: PARSING,
    ...documented,
  },
  stickyParameters: {
    says: 'nginx takes the parameters expires, domain, path, httponly, secure and samesite of a sticky cookie, each once; for another one it refuses its whole configuration.',
    source: STICKY_MODULE,
    ...documented,
  },
  stickyMax: {
    says: 'expires=max gives a sticky cookie a max-age of 315360000 seconds; without expires it is a session cookie.',
    fixed: Duration.seconds(315_360_000),
    source: STICKY_MODULE,
    ...documented,
  },
  cookieName: {
    says: 'The name of a sticky cookie stands as a word of the nginx configuration, in a list that is split at semicolons.',
    source: PARSING,
    ...documented,
  },
  noAffinity: {
    says: 'By default the controller has nginx take the less busy of two pods, chosen at random for each request.',
    default: 'random two least_conn',
    source: DEFAULTS,
    ...documented,
  },
  hash: {
    says: 'nginx.org/lb-method "hash KEY consistent" maps a key onto the list of pods; requests with an empty key take them in turn.',
    source: `${NGINX}/http/ngx_http_upstream_module.html#hash`,
    ...documented,
  },
  address: {
    says: 'A hash of $remote_addr, and ip_hash, take the address of the connection: one and the same for all clients of a proxy in front, unless the ConfigMap of the controller names that proxy in set-real-ip-from.',
    source: `${NGINX}/http/ngx_http_upstream_module.html#ip_hash`,
    ...documented,
  },
  lbMethod: {
    says: 'nginx.org/lb-method takes round_robin, least_conn, ip_hash, random, "random two", "random two least_conn" and "hash KEY [consistent]"; NGINX Plus has the least_time methods too.',
    source: PARSING,
    ...documented,
  },
  clusterIp: {
    says: 'nginx sends to the pods themselves, past the Service; with nginx.org/use-cluster-ip "true" it sends to the address of the Service.',
    default: 'false',
    source: ANNOTATIONS,
    ...documented,
  },
  nextUpstream: {
    says: 'nginx asks the next pod when one cannot be reached and also when it is slow to send its first byte, unless nginx.org/proxy-next-upstream says otherwise.',
    default: 'error timeout',
    source: `${NGINX}/http/ngx_http_proxy_module.html#proxy_next_upstream`,
    ...documented,
  },
  sslRedirect: {
    says: 'An Ingress with spec.tls sends plain requests on to https, unless nginx.org/ssl-redirect is "false". Without spec.tls it serves plain HTTP.',
    default: 'true',
    source: DEFAULTS,
    ...documented,
  },
  mergeable: {
    says: 'A mergeable Ingress is a master, with the host and its TLS, and minions with the paths. A minion has no TLS of its own and takes the timeouts, the buffering and the lb-method of its master where it has none.',
    source: ANNOTATIONS,
    ...documented,
  },
  masterIgnored: {
    says: 'On a master sticky-cookie-services and use-cluster-ip are ignored; they are for the minion.',
    source: ANNOTATIONS,
    ...documented,
  },
  minionIgnored: {
    says: 'On a minion the annotations of the server are ignored, such as ssl-redirect, redirect-to-https and server-snippets; they are for the master.',
    source: ANNOTATIONS,
    ...documented,
  },
  otherPrefix: {
    says: 'The controller reads annotations of nginx.org and nginx.com; those of nginx.ingress.kubernetes.io are for ingress-nginx, another program.',
    source: ANNOTATIONS,
    ...documented,
  },
  snippets: {
    says: 'An Ingress with a snippet is rejected unless the controller runs with -enable-snippets.',
    default: 'false',
    source: VALIDATION,
    ...documented,
  },
  duplicate: {
    says: 'Every location that the controller writes has proxy_http_version, the three proxy timeouts, client_max_body_size and proxy_buffering. nginx refuses a second one in the same location, and one in the server has no effect there.',
    source: TEMPLATE,
    ...documented,
  },
  maxConns: {
    says: 'nginx.org/max-conns limits the connections to one pod at a time, and each stream is one.',
    default: 0,
    source: `${NGINX}/http/ngx_http_upstream_module.html#max_conns`,
    ...documented,
  },
  host: {
    says: 'An Ingress with a rule without a host is rejected unless the controller runs with -allow-empty-ingress-host.',
    source: VALIDATION,
    ...documented,
  },
  gzip: {
    says: 'The controller does not switch gzip on; only snippets can.',
    default: 'off',
    source: `${CODE}/internal/configs/version1/nginx.tmpl`,
    ...documented,
  },
  http2: {
    says: 'HTTP/2 is off unless http2 of the ConfigMap of the controller is "True".',
    default: 'off',
    source: CONFIG_MAP,
    ...documented,
  },
  workerShutdown: {
    says: 'After a reload the old workers keep their streams until they end; with worker-shutdown-timeout of the ConfigMap they end them all at that moment.',
    limit: 'drain',
    unit: 'nginx time',
    default: 'disabled',
    source: CONFIG_MAP,
    ...documented,
  },
  reload: {
    says: 'With open source every change of the pods of a Service reloads nginx; NGINX Plus takes it without.',
    source: `${CODE}/internal/configs/configurator.go`,
    ...documented,
  },
  gracePeriod: {
    says: 'The chart gives a pod of the controller 30 s to end; its streams are cut then.',
    default: Duration.seconds(30),
    source: CHART,
    ...documented,
  },
});
