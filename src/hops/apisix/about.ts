import { suppressionAnnotation } from '../../kubernetes/object';
import type { Fact } from '../../path/fact';
import { byDefault, fixed, set, unknown, type Setting } from '../../path/setting';
import { APISIX_PREFIX } from '../ingress-controllers';
import { apisixFacts as facts } from './facts';

export const GROUP = 'apisix.apache.org';
export const API_VERSION = `${GROUP}/v2`;
export const INGRESS_CLASS = facts.class.default;

/** On an ApisixRoute: the APISIX it was written for, which decides what plugins there are. */
export const VERSION_ANNOTATION = 'sse-ready.dev/apisix-version';

/** Where each setting is written, which differs by how APISIX is configured. */
export interface Keys {
  /** The plugins of the route, and one of them by its name. */
  readonly plugins: string;
  plugin(name: string): string;
  readonly readTimeout: string;
  readonly affinity: string;
  readonly retries: string;
  readonly servers: string;
  readonly transport: string;
  readonly timeoutFact: Fact;
}

/** A rule of an ApisixRoute, by its name. */
export const ruleKeys = (rule: string): Keys => ({
  plugins: `spec.http[${rule}].plugins`,
  plugin: (name) => `spec.http[${rule}].plugins[${name}].config`,
  readTimeout: `spec.http[${rule}].timeout.read`,
  affinity: 'ApisixUpstream spec.loadbalancer',
  retries: 'ApisixUpstream spec.retries',
  servers: `spec.http[${rule}].backends[].resolveGranularity`,
  transport: `spec.http[${rule}].match.exprs`,
  timeoutFact: facts.routeTimeout,
});

export const ingressKeys: Keys = {
  plugins: 'ApisixPluginConfig spec.plugins',
  plugin: (name) => `ApisixPluginConfig spec.plugins[${name}].config`,
  readTimeout: 'BackendTrafficPolicy spec.timeout.read',
  affinity: 'BackendTrafficPolicy spec.loadbalancer',
  retries: 'BackendTrafficPolicy spec.retries',
  servers: 'spec.rules',
  transport: 'spec.tls',
  timeoutFact: facts.policyTimeout,
};

/** A route as the Admin API has it, and the standalone file at `at`; `upstream` is where what it leads to stands. */
export function adminKeys(at = '', upstream = `${at}upstream.`): Keys {
  return {
    plugins: `${at}plugins`,
    plugin: (name) => `${at}plugins.${name}`,
    readTimeout: `${at}timeout.read`,
    affinity: `${upstream}type`,
    retries: `${upstream}retries`,
    servers: `${upstream}nodes`,
    transport: `${at}vars`,
    timeoutFact: facts.timeout,
  };
}

/** The name, the key and the fact of each setting, shared by plan and read. */
export const aboutOf = (keys: Keys) => ({
  readTimeout: { name: 'read timeout', key: keys.readTimeout, fact: keys.timeoutFact },
  buffering: {
    name: 'response buffering',
    key: `${keys.plugin('proxy-buffering')}.disable_proxy_buffering`,
    fact: facts.buffering,
  },
  compression: { name: 'compression', key: keys.plugins, fact: facts.compression },
  caching: { name: 'proxy-cache', key: keys.plugins, fact: facts.caching },
  noAffinity: { name: 'load balancing', key: keys.affinity, fact: facts.roundRobin },
  cookieHash: { name: 'hash of a cookie', key: keys.affinity, fact: facts.cookieHash },
  addressHash: { name: 'hash of the client address', key: keys.affinity, fact: facts.addressHash },
  split: { name: 'traffic split', key: keys.affinity, fact: facts.split },
  granularity: { name: 'what APISIX chooses among', key: keys.servers, fact: facts.granularity },
  nodes: { name: 'nodes of the upstream', key: keys.servers, fact: facts.nodes },
  retry: { name: 'retries', key: keys.retries, fact: facts.retry },
  transport: { name: 'scheme of the route', key: keys.transport, fact: facts.scheme },
});

/** What APISIX has of itself, or its own config.yaml says, which is in no route. */
export const fixedSettings: readonly Setting[] = [
  fixed('total-limit', facts.noTotalLimit.fixed, { name: 'limit of a whole response', fact: facts.noTotalLimit }),
  byDefault('http2', 'on', { name: 'HTTP/2', key: 'apisix.enable_http2 in config.yaml', fact: facts.http2 }),
  byDefault('drain-limit', facts.workerShutdown.default, {
    name: 'worker_shutdown_timeout',
    key: 'nginx_config.worker_shutdown_timeout in config.yaml',
    fact: facts.workerShutdown,
  }),
];

/** What the nodes of an upstream are, each as `host:port`. */
export const balancesOver = (nodes: readonly string[], keys: Keys): Setting =>
  nodes.length > 1
    ? set('balances-over', 'pods', aboutOf(keys).nodes)
    : unknown(
        'balances-over',
        `nothing says whether ${nodes.join('') || 'its upstream'} is one process or the address of many`,
        aboutOf(keys).nodes,
      );

export const discovered = (keys: Keys): Setting =>
  set('balances-over', 'pods', { ...aboutOf(keys).nodes, fact: facts.discovery });

/** What always stands before this hop and is configured elsewhere. */
export const IN_FRONT = 'the load balancer in front of APISIX';

export const TLS_IN_FRONT = {
  annotation: suppressionAnnotation('secure-transport'),
  reason: 'TLS ends at a proxy in front of APISIX',
};

export const annotationOf = (name: string): string => APISIX_PREFIX + name;
