import { Duration } from '../../../../policy/duration';
import { facts } from '../../../../path/fact';

const CODE = 'https://github.com/nginx/nginx-gateway-fabric/blob/v2.6.7';
const CRDS = `${CODE}/config/crd/bases`;
const PROXY_SETTINGS = `${CRDS}/gateway.nginx.org_proxysettingspolicies.yaml`;
const UPSTREAM_SETTINGS = `${CRDS}/gateway.nginx.org_upstreamsettingspolicies.yaml`;
const NGINX_PROXY = `${CRDS}/gateway.nginx.org_nginxproxies.yaml`;
const SNIPPETS = `${CRDS}/gateway.nginx.org_snippetsfilters.yaml`;
const GRAPH = `${CODE}/internal/controller/state/graph`;
const TEMPLATES = `${CODE}/internal/controller/nginx/config`;
const NGINX_PROXYING = 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html';

/** What the control plane made of a manifest of that kind. */
const rendered = { checked: '2026-11-21', known: 'measured', provenWith: 'NGINX Gateway Fabric 2.6.7' } as const;
/** What nginx did with the files of that. */
const ran = { ...rendered, provenWith: 'NGINX Gateway Fabric 2.6.7 and nginx 1.22.1' } as const;
const documented = { checked: '2026-11-21', known: 'documented' } as const;

/** HTTPRoute on NGINX Gateway Fabric, with NGINX open source or NGINX Plus. */
export const ngfFacts = facts({
  readTimeout: {
    says: 'nginx ends a stream that carried nothing for 60 s, unless timeout.read of a ProxySettingsPolicy, there from 2.6.0 on, says otherwise. 0 means 504 at once, not unlimited.',
    limit: 'idle',
    default: Duration.seconds(60),
    min: '2.6.0',
    source: PROXY_SETTINGS,
    ...ran,
  },
  times: {
    says: 'A time of a policy is a text of one whole number, four digits at most, with ms, s, m, h or nothing, which means seconds: 24h, not 86400s.',
    max: Duration.hours(9999),
    source: PROXY_SETTINGS,
    ...rendered,
  },
  noTotalLimit: {
    says: 'The timeouts of nginx run between two reads or writes; none runs for the whole response.',
    limit: 'total',
    fixed: 'disabled',
    source: `${NGINX_PROXYING}#proxy_read_timeout`,
    ...ran,
  },
  ruleFields: {
    says: 'timeouts and retry of a rule are ignored: the route stays Accepted, with reason UnsupportedField.',
    ignores: 'timeouts and retry of a rule',
    source: `${GRAPH}/httproute.go`,
    ...rendered,
  },
  buffering: {
    says: 'nginx buffers responses and holds one that is not chunked back to its end, unless buffering.disable of a ProxySettingsPolicy, there from 2.4.0 on, is true.',
    default: 'on',
    min: '2.4.0',
    source: PROXY_SETTINGS,
    ...ran,
  },
  conflict: {
    says: 'Of two policies that set the same field of one target the later one is dropped whole; policies that set different fields are merged, and one of the Gateway lies beneath those of its routes.',
    source: `${GRAPH}/policies.go`,
    ...rendered,
  },
  sharedPath: {
    says: 'A policy for one of two routes that have host, port and path in common is not applied, with reason TargetConflict.',
    source: `${GRAPH}/policies.go`,
    ...rendered,
  },
  target: {
    says: 'A ProxySettingsPolicy is for Gateways, or for HTTPRoutes and GRPCRoutes as a whole, by group gateway.networking.k8s.io, in its own namespace; for one elsewhere, or that is not there, it has no effect and no status.',
    ignores: 'a ProxySettingsPolicy of another namespace',
    source: PROXY_SETTINGS,
    ...rendered,
  },
  serviceTarget: {
    says: 'An UpstreamSettingsPolicy is for Services by group core, in its own namespace; for one elsewhere, or that no route sends to, it has no effect and no status.',
    ignores: 'an UpstreamSettingsPolicy of another namespace',
    source: UPSTREAM_SETTINGS,
    ...rendered,
  },
  unknownField: {
    says: 'A field that the schema does not have is refused under strict validation and dropped without a word otherwise; the rest of the policy counts.',
    source: PROXY_SETTINGS,
    ...rendered,
  },
  method: {
    says: 'A pod is drawn anew for each request, by random two least_conn, unless loadBalancingMethod of an UpstreamSettingsPolicy is ip_hash, hash or hash consistent, there from 2.4.0 on. A Service’s own sessionAffinity has no effect.',
    ignores: 'sessionAffinity of a Service',
    default: 'random two least_conn',
    min: '2.4.0',
    source: UPSTREAM_SETTINGS,
    ...rendered,
  },
  ipHash: {
    says: 'ip_hash chooses the pod by the client address, of IPv4 its first three numbers, anew for each request: nothing is remembered, so nothing is forgotten.',
    fixed: 'disabled',
    source: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html#ip_hash',
    ...rendered,
  },
  cookieHash: {
    says: 'hash consistent with hashMethodKey $cookie_<name> sends requests of one cookie value to one pod, and those without the cookie to any. Nothing here sets the cookie: the application must.',
    source: UPSTREAM_SETTINGS,
    ...ran,
  },
  hashKey: {
    says: 'hashMethodKey is one variable of lower-case letters and underscores, so a cookie it names has no other letter, digit or hyphen. It counts with hash and hash consistent only, and they need it.',
    source: UPSTREAM_SETTINGS,
    ...rendered,
  },
  hashVariable: {
    says: 'Any variable name is accepted; for one that nginx does not know, nginx refuses the configuration of the whole Gateway.',
    source: 'https://nginx.org/en/docs/varindex.html',
    ...ran,
  },
  leastTime: {
    says: 'The methods with least_time are NGINX Plus only; on open source the policy is Accepted=False and the default stays.',
    source: `${CODE}/internal/controller/nginx/config/policies/upstreamsettings/validator.go`,
    ...rendered,
  },
  split: {
    says: 'Of several backendRefs of a rule one is drawn for each request by its weight, before any hash or cookie is looked at: no client keeps its pod.',
    source: `${TEMPLATES}/split_clients.go`,
    ...rendered,
  },
  plusOnly: {
    says: 'NGINX open source sets no affinity cookie here: sessionPersistence is ignored, with reason UnsupportedField, unless it is NGINX Plus with the experimental CRDs.',
    ignores: 'sessionPersistence on NGINX open source',
    min: '2.4.0',
    source: `${GRAPH}/httproute.go`,
    ...rendered,
  },
  session: {
    says: 'On NGINX Plus sessionPersistence makes nginx write a cookie that names the pod. Its path is what the paths of the rule have in common, whole elements, none where that is nothing; HttpOnly, Secure and SameSite are never written. absoluteTimeout is its lifetime unless cookieConfig makes it one of the browser session.',
    source: `${GRAPH}/route_common.go`,
    ...rendered,
  },
  backendPersistence: {
    says: 'NGINX Gateway Fabric knows no kind of group gateway.networking.x-k8s.io, so sessionPersistence of an XBackendTrafficPolicy does nothing.',
    ignores: 'sessionPersistence of an XBackendTrafficPolicy',
    source: `${CODE}/internal/controller/manager.go`,
    ...documented,
  },
  sessionOptions: {
    says: 'type Header or an idleTimeout makes the whole sessionPersistence ignored; the route stays Accepted.',
    ignores: 'sessionPersistence with type Header or idleTimeout',
    source: `${GRAPH}/route_common.go`,
    ...rendered,
  },
  sessionName: {
    says: 'sessionName is written into the configuration unchecked; without one the cookie is sp_<route>_<namespace>_<rule>.',
    source: `${TEMPLATES}/upstreams_template.go`,
    ...rendered,
  },
  sessionInNextShape: {
    says: 'The shape that sessionPersistence has from Gateway API v1.7 on is accepted and the name in cookie.name is lost.',
    source: `${GRAPH}/route_common.go`,
    ...rendered,
  },
  snippets: {
    says: 'Snippets are off by default. A route with a SnippetsFilter then answers 500; the value of a snippet is never checked.',
    source: SNIPPETS,
    ...rendered,
  },
  snippetContext: {
    says: 'A snippet is for main, http, http.server or http.server.location; nothing can be put into an upstream.',
    source: SNIPPETS,
    ...rendered,
  },
  duplicate: {
    says: 'A directive in a snippet for http.server.location that a ProxySettingsPolicy of the route writes too, or proxy_http_version, is a duplicate: nginx refuses the configuration of the whole Gateway.',
    source: `${TEMPLATES}/servers_template.go`,
    ...ran,
  },
  reload: {
    says: 'After a reload old workers live as long as their streams; only worker_shutdown_timeout in a SnippetsPolicy of the Gateway, context main, ends them.',
    limit: 'drain',
    default: 'disabled',
    source: 'https://nginx.org/en/docs/ngx_core_module.html#worker_shutdown_timeout',
    ...ran,
  },
  drain: {
    says: 'An nginx that is to stop has terminationGracePeriodSeconds of its pod, 30 s by default, and is killed then with what streams it still has. The NginxProxy of a Gateway is merged over that of its class.',
    limit: 'drain',
    unit: 'whole seconds',
    default: Duration.seconds(30),
    source: NGINX_PROXY,
    ...documented,
  },
  proxyFields: {
    says: 'An NginxProxy has workerConnections, and none of workerProcesses, workerRlimitNofile and workerShutdownTimeout: the API server refuses the field, or drops it without a word.',
    ignores: 'workerProcesses, workerRlimitNofile and workerShutdownTimeout',
    source: NGINX_PROXY,
    ...rendered,
  },
  noProxy: {
    says: 'Under a GatewayClass without any NginxProxy nginx refuses the configuration of the whole Gateway; the class that the Helm chart makes has one.',
    source: `${TEMPLATES}/base_http_config_template.go`,
    ...ran,
  },
  http2: {
    says: 'HTTP/2 is on unless disableHTTP2 of the NginxProxy is true.',
    default: 'on',
    source: NGINX_PROXY,
    ...rendered,
  },
  clientAddress: {
    says: 'The Service of a Gateway’s nginx has externalTrafficPolicy Local unless its NginxProxy says otherwise, which keeps the client address. Cluster puts that of a node in its place, unless rewriteClientIP takes it from the PROXY protocol.',
    default: 'Local',
    source: NGINX_PROXY,
    ...documented,
  },
  pods: {
    says: 'nginx sends to the addresses of the pods.',
    fixed: 'pods',
    source: `${TEMPLATES}/upstreams.go`,
    ...rendered,
  },
  compression: {
    says: 'No gzip directive is written, and nginx compresses nothing by itself.',
    fixed: 'off',
    source: `${TEMPLATES}/base_http_config_template.go`,
    ...rendered,
  },
  retry: {
    says: 'proxy_next_upstream is not written, so nginx asks another pod when one cannot be reached or does not begin to answer within the read timeout. Only a snippet changes that.',
    fixed: 'error timeout',
    source: `${NGINX_PROXYING}#proxy_next_upstream`,
    ...rendered,
  },
  serviceAnnotation: {
    says: 'No annotation of a Service is read; nginx.org/sticky-cookie-services is for another controller.',
    ignores: 'annotations of a Service',
    source: `${GRAPH}/service.go`,
    ...rendered,
  },
  gatewayClass: {
    says: 'The class is called nginx unless Helm is told otherwise; it is NGINX Gateway Fabric’s by controllerName gateway.nginx.org/nginx-gateway-controller.',
    default: 'nginx',
    source: `${CODE}/charts/nginx-gateway-fabric/values.yaml`,
    ...documented,
  },
});
