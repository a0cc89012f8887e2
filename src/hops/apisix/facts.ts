import { Duration } from '../../policy/duration';
import { facts } from '../../path/fact';
import { ingressClassFacts } from '../ingress-controllers';

const CODE = 'https://github.com/apache/apisix/blob/3.18.0';
const SCHEMA = `${CODE}/apisix/schema_def.lua`;
const BALANCER = `${CODE}/apisix/balancer.lua`;
const CHASH = `${CODE}/apisix/balancer/chash.lua`;
const UPSTREAM = `${CODE}/apisix/upstream.lua`;
const CONFIG = `${CODE}/apisix/cli/config.lua`;
const TEMPLATE = `${CODE}/apisix/cli/ngx_tpl.lua`;
const PLUGINS = `${CODE}/apisix/plugins`;

const CONTROLLER = 'https://github.com/apache/apisix-ingress-controller/blob/2.2.0';
const ROUTES = `${CONTROLLER}/internal/adc/translator/apisixroute.go`;
const UPSTREAMS = `${CONTROLLER}/internal/adc/translator/apisixupstream.go`;
const INGRESSES = `${CONTROLLER}/internal/adc/translator/ingress.go`;

const documented = { checked: '2026-11-21', known: 'documented' } as const;

/** Apache APISIX and API7 Enterprise, by APISIX Ingress Controller, by a standalone file or by the Admin API. */
export const apisixFacts = facts({
  routeTimeout: {
    says: 'APISIX ends a stream whose pod sent nothing for timeout.read. An ApisixRoute takes it as a Go duration and drops what is below a second; 0, and a part that is not written, is 60 s. The timeout of a route goes before that of its upstream.',
    limit: 'idle',
    unit: 'Go duration',
    default: Duration.seconds(60),
    min: Duration.seconds(1),
    source: ROUTES,
    ...documented,
  },
  timeout: {
    says: 'A timeout of a route or an upstream is in seconds, more than 0, and has connect, send and read, all three; one that lacks any is refused. Without a timeout nginx has 60 s.',
    limit: 'idle',
    unit: 'whole seconds',
    default: Duration.seconds(60),
    min: Duration.seconds(1),
    source: SCHEMA,
    ...documented,
  },
  policyTimeout: {
    says: 'A timeout of a BackendTrafficPolicy is a number of seconds with s, such as 3600s, and no other unit.',
    limit: 'idle',
    unit: 'Go duration',
    default: Duration.seconds(60),
    min: Duration.seconds(1),
    source: `${CONTROLLER}/api/v1alpha1/backendtrafficpolicy_types.go`,
    ...documented,
  },
  noTotalLimit: {
    says: 'The timeouts of nginx, on which APISIX runs, are between two reads or writes; none runs for the whole response.',
    limit: 'total',
    fixed: 'disabled',
    source: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout',
    ...documented,
  },
  buffering: {
    says: 'APISIX buffers responses as nginx does by default. The plugin proxy-buffering with disable_proxy_buffering true switches it off for its route, without a reload; it is there from APISIX 3.17.0 on, and was in API7 Enterprise before. An older APISIX refuses the route for a plugin it does not know.',
    default: 'on',
    min: '3.17.0',
    source: `${PLUGINS}/proxy-buffering.lua`,
    ...documented,
  },
  olderBuffering: {
    says: 'In an APISIX before 3.17.0 the application switches buffering off by X-Accel-Buffering: no, or the operator for all routes by nginx_config.http_server_location_configuration_snippet.',
    source: 'https://github.com/apache/apisix/issues/10204',
    ...documented,
  },
  proxyControl: {
    says: 'The plugin proxy-control switches the buffering of requests, by request_buffering, and nothing of responses.',
    source: `${PLUGINS}/proxy-control.lua`,
    ...documented,
  },
  bodyPlugins: {
    says: 'A plugin that changes the body as a whole collects it until the response ends: response-rewrite with filters, body-transformer with response.',
    source: `${CODE}/apisix/core/response.lua`,
    ...documented,
  },
  loggedBody: {
    says: 'A logger with include_resp_body keeps a copy of what is sent, up to max_resp_body_bytes, until the response ends. People report that events then come together.',
    source: 'https://github.com/apache/apisix/issues/11977',
    ...documented,
  },
  compression: {
    says: 'APISIX compresses where the plugin gzip or brotli is on a route and its types, text/html by default, have the type of the response.',
    default: 'off',
    source: `${PLUGINS}/gzip.lua`,
    ...documented,
  },
  caching: {
    says: 'APISIX caches where the plugin proxy-cache is on a route. The place that serves unbuffered responses has no cache on disk; cache_strategy memory works there too.',
    default: 'off',
    source: TEMPLATE,
    ...documented,
  },
  roundRobin: {
    says: 'A pod is taken in turn for each request unless the type of the upstream is chash; ewma and least_conn go by load. The sessionAffinity of the Service has no effect.',
    ignores: 'sessionAffinity of a Service',
    default: 'roundrobin',
    source: SCHEMA,
    ...documented,
  },
  cookieHash: {
    says: 'chash with hash_on cookie sends requests of one cookie value to one pod. APISIX never sets that cookie: the application must. A request without it goes by the address of the connection, which behind a proxy is one for all, so that all go to one pod.',
    source: CHASH,
    ...documented,
  },
  hashKey: {
    says: 'chash needs a key, except on consumer. On cookie or header it is a name of letters, digits, - and _; on vars one of a short list, such as remote_addr or arg_<name>, which has no cookie. APISIX refuses the upstream with any other.',
    source: UPSTREAM,
    ...documented,
  },
  addressHash: {
    says: 'chash on vars with key remote_addr chooses the pod by the address of the connection, anew for each request: nothing is remembered, so nothing is forgotten.',
    fixed: 'disabled',
    source: CHASH,
    ...documented,
  },
  realIp: {
    says: 'remote_addr is the address of the connection, unless that comes from real_ip_from, which is the machine itself by default.',
    default: '127.0.0.1',
    source: CONFIG,
    ...documented,
  },
  hashOn: {
    says: 'hash_on takes vars, header, cookie, consumer and vars_combinations; the default is vars.',
    default: 'vars',
    source: SCHEMA,
    ...documented,
  },
  split: {
    says: 'Of several backends of a rule the plugin traffic-split draws one for each request by its weight, before any hash is looked at: no client keeps its pod.',
    source: ROUTES,
    ...documented,
  },
  upstreamName: {
    says: 'The controller takes the ApisixUpstream that has the name and the namespace of a Service for it; one of another name has no effect unless an ApisixRoute names it in upstreams.',
    ignores: 'an ApisixUpstream of another name',
    source: ROUTES,
    ...documented,
  },
  portLevel: {
    says: 'What portLevelSettings say for a port goes over the whole ApisixUpstream: without a loadbalancer there the port has roundrobin, without retries as many as there are other pods.',
    source: UPSTREAMS,
    ...documented,
  },
  policyTarget: {
    says: 'The controller reads a BackendTrafficPolicy for Ingresses and routes of the Gateway API; for an ApisixRoute it does not.',
    ignores: 'a BackendTrafficPolicy for an ApisixRoute',
    source: `${CONTROLLER}/internal/adc/translator/policies.go`,
    ...documented,
  },
  granularity: {
    says: 'The controller gives APISIX the addresses of the pods; with resolveGranularity service it gives that of the Service.',
    default: 'pods',
    source: ROUTES,
    ...documented,
  },
  nodes: {
    says: 'APISIX chooses among the nodes of an upstream. The name of a Service is one node, and the cluster chooses the pod behind it.',
    source: SCHEMA,
    ...documented,
  },
  discovery: {
    says: 'With discovery_type kubernetes an upstream has the pods of the Service that service_name says as namespace/name:port name; discovery.kubernetes in config.yaml must be set up.',
    source: `${CODE}/docs/en/latest/discovery/kubernetes.md`,
    ...documented,
  },
  retry: {
    says: 'Without retries APISIX tries every other pod, when one cannot be reached and also when it is slow to send its first byte, as proxy_next_upstream of nginx is left at its default. retries 0 tries one only.',
    default: 'error timeout',
    source: BALANCER,
    ...documented,
  },
  ingressRetries: {
    says: 'The annotation upstream-retries counts when it is more than 0: "0" is taken for none written.',
    ignores: 'upstream-retries "0"',
    source: INGRESSES,
    ...documented,
  },
  paths: {
    says: 'A uri of a route is exact, or a prefix of any text where it ends with a star; exact ones go first, then the longest.',
    source: `${CODE}/docs/en/latest/router-radixtree.md`,
    ...documented,
  },
  ingressTimeout: {
    says: 'The annotation upstream-read-timeout of an Ingress takes a number of seconds, with or without s.',
    source: `${CONTROLLER}/internal/adc/translator/annotations/upstream/upstream.go`,
    ...documented,
  },
  scheme: {
    says: 'APISIX serves a route on its plain port as on its TLS port unless the route has a condition on the variable scheme.',
    source: `${CODE}/docs/en/latest/FAQ.md`,
    ...documented,
  },
  redirect: {
    says: 'The plugin redirect with http_to_https sends plain requests to the port that APISIX itself listens on for TLS, 9443 by default, unless plugin_attr.redirect.https_port says another.',
    default: 9443,
    source: `${PLUGINS}/redirect.lua`,
    ...documented,
  },
  http2: {
    says: 'APISIX offers HTTP/2 unless apisix.enable_http2 is false.',
    default: 'on',
    source: CONFIG,
    ...documented,
  },
  workerShutdown: {
    says: 'Routes and upstreams change without a reload of nginx. When APISIX is reloaded or its pod ends, open streams have worker_shutdown_timeout, and no longer than the pod has to end.',
    limit: 'drain',
    default: Duration.seconds(240),
    source: CONFIG,
    ...documented,
  },
  endMark: {
    says: 'APISIX loads apisix.yaml only when the file ends with #END.',
    default: '#END',
    source: `${CODE}/docs/en/latest/deployment-modes.md`,
    ...documented,
  },
  schema: {
    says: 'A duration of an ApisixRoute or ApisixUpstream is a text; the API server refuses a number.',
    source: `${CONTROLLER}/config/crd/bases/apisix.apache.org_apisixroutes.yaml`,
    ...documented,
  },
  tlsSecret: {
    says: 'An ApisixTls names its Secret by name and namespace, both.',
    source: `${CONTROLLER}/api/v2/apisixtls_types.go`,
    ...documented,
  },
  class: ingressClassFacts.apisix,
});
