import { ngfFacts as facts } from './facts';

export const GROUP = 'gateway.nginx.org';
export const API_VERSION = `${GROUP}/v1alpha1`;
export const PROXY_API_VERSION = `${GROUP}/v1alpha2`;
export const ROUTE_GROUP = 'gateway.networking.k8s.io';
export const CONTROLLER = `${GROUP}/nginx-gateway-controller`;

/** On a ProxySettingsPolicy: the NGINX Gateway Fabric it was written for, which decides what of it is legal. */
export const VERSION_ANNOTATION = 'sse-ready.dev/nginx-gateway-fabric-version';

/** On a ProxySettingsPolicy: that the cluster runs NGINX Plus, which no object says. */
export const PLUS_ANNOTATION = 'sse-ready.dev/nginx-plus';

const PROXY_SETTINGS = 'ProxySettingsPolicy spec';
const POD = 'NginxProxy spec.kubernetes.deployment.pod';

/** The product's name, the key and the fact of each setting, shared by plan and read. */
export const about = {
  readTimeout: { name: 'read timeout', key: `${PROXY_SETTINGS}.timeout.read`, fact: facts.readTimeout },
  snippetTimeout: { name: 'proxy_read_timeout', key: 'SnippetsFilter spec.snippets', fact: facts.snippets },
  total: { name: 'limit of a whole response', fact: facts.noTotalLimit },
  buffering: {
    name: 'response buffering',
    key: `${PROXY_SETTINGS}.buffering.disable`,
    literals: { off: true },
    fact: facts.buffering,
  },
  snippetBuffering: { name: 'proxy_buffering', key: 'SnippetsFilter spec.snippets', fact: facts.snippets },
  method: { name: 'load balancing', key: 'UpstreamSettingsPolicy spec.loadBalancingMethod', fact: facts.method },
  ipHash: { name: 'ip_hash', key: 'UpstreamSettingsPolicy spec.loadBalancingMethod', fact: facts.ipHash },
  cookieHash: { name: 'hash of a cookie', key: 'UpstreamSettingsPolicy spec.hashMethodKey', fact: facts.cookieHash },
  session: { name: 'session persistence', key: 'spec.rules[].sessionPersistence', fact: facts.session },
  split: { name: 'load balancing', key: 'one of spec.rules[].backendRefs only', fact: facts.split },
  pods: { name: 'backends', fact: facts.pods },
  reload: { name: 'worker_shutdown_timeout', key: 'SnippetsPolicy spec.snippets', fact: facts.reload },
  drain: { name: 'grace period of nginx', key: `${POD}.terminationGracePeriodSeconds`, fact: facts.drain },
  clientAddress: {
    name: 'external traffic policy',
    key: 'NginxProxy spec.kubernetes.service.externalTrafficPolicy',
    fact: facts.clientAddress,
  },
  http2: { name: 'HTTP/2', key: 'NginxProxy spec.disableHTTP2', literals: { on: false }, fact: facts.http2 },
  compression: { name: 'compression', fact: facts.compression },
  retry: { name: 'proxy_next_upstream', fact: facts.retry },
};

export const NO_CLASS = 'the GatewayClass or its NginxProxy, which may set it, cannot be seen here';
