import { yaml } from '../../policy/yaml';
import type { StreamPolicy } from '../../policy/stream-policy';
import { adminKeys, balancesOver, discovered } from './about';
import { hashFor, idleSeconds, planApisix, type ApisixFeatures } from './hop';
import { apisixFacts as facts } from './facts';
import type { Hop } from '../../path/hop';
import { urisOf } from './uris';

/** The pods of a Service, which APISIX finds where discovery.kubernetes of its config.yaml is set up. */
interface KubernetesService {
  readonly namespace: string;
  readonly name: string;
  /** The name of its port. */
  readonly port: string;
}

/** A route of APISIX or API7 Enterprise for a stream, without Kubernetes objects. */
export interface ApisixOptions extends ApisixFeatures {
  /** The id of the route, and its name. */
  readonly id: string;
  /** The name clients use. */
  readonly host: string;
  /** Each as `host:port`; or the pods of a Service. Affinity is among these: the name of a Service is only one. */
  readonly servers: readonly string[] | KubernetesService;
  /** Where clients' TLS ends. The certificate is an SSL object of its own; a route with TLS here takes nothing by plain HTTP. */
  readonly tls: 'here' | 'terminated-in-front';
}

/** A route as the Admin API takes it. */
export interface ApisixRouteBody {
  readonly name: string;
  readonly host: string;
  readonly uris: readonly string[];
  readonly vars?: readonly (readonly [string, string, string])[];
  readonly timeout: { readonly connect: number; readonly send: number; readonly read: number };
  readonly plugins: Readonly<Record<string, object>>;
  readonly upstream: Readonly<Record<string, unknown>>;
}

/** What a route of the Admin API must be for the policy. */
export function planApisixRoute(policy: StreamPolicy, options: ApisixOptions): Hop {
  const { id, tls, servers } = options;
  const keys = adminKeys(`routes[${id}].`);
  const balances = 'namespace' in servers ? discovered(keys) : balancesOver(servers, keys);
  const target = { object: objectName(id), keys, tls: tls === 'here' ? ('here' as const) : ('in-front' as const), balances };
  // Neither the file nor the API has a place for a reason.
  return { ...planApisix(policy, options, target), suppressed: {} };
}

export const objectName = (id: string): string => `route ${id} of APISIX`;

/** The body of `PUT /apisix/admin/routes/<id>`, of APISIX and of API7 Enterprise. Pure; changes nothing but this route. */
export function apisixRouteBody(policy: StreamPolicy, options: ApisixOptions): ApisixRouteBody {
  const { id, host, tls } = options;
  // What is left out is refused: a timeout has all three.
  const others = facts.timeout.default.toSeconds();
  return {
    name: id,
    host,
    uris: urisOf(policy.paths),
    ...(tls === 'here' ? { vars: [['scheme', '==', 'https']] as const } : {}),
    timeout: { connect: others, send: others, read: idleSeconds(policy) },
    plugins: { 'proxy-buffering': { disable_proxy_buffering: true } },
    upstream: { ...hashOf(policy, options), retries: 0, ...nodesOf(options) },
  };
}

function hashOf(policy: StreamPolicy, features: ApisixFeatures): Readonly<Record<string, string>> {
  const hash = hashFor(policy, features);
  return hash === undefined ? { type: facts.roundRobin.default } : { type: 'chash', hash_on: hash.on, key: hash.key };
}

function nodesOf({ servers }: ApisixOptions): Readonly<Record<string, unknown>> {
  if ('namespace' in servers) {
    const { namespace, name, port } = servers;
    return { discovery_type: 'kubernetes', service_name: `${namespace}/${name}:${port}` };
  }
  return { nodes: Object.fromEntries(servers.map((server) => [server, 1])) };
}

/** A whole `apisix.yaml` with this route, for APISIX without etcd. Pure. Its last line is the #END without which nothing is loaded. */
export function renderApisix(policy: StreamPolicy, options: ApisixOptions): string {
  const routes = [{ id: options.id, ...apisixRouteBody(policy, options) }];
  return `${yaml().stringify({ routes })}${facts.endMark.default}\n`;
}
