import type { StreamPolicy } from '../../policy/stream-policy';
import type { Json, KubeObject } from '../../kubernetes/object';
import { annotation, ownedKey, type OwnedKey } from '../../kubernetes/owned-key';
import type { GatewayAttachment, HttpRouteImplementation } from './implementation';
import { matchOf } from './rules';

/** The kinds of objects that say how a route is served. */
export const BESIDE_A_ROUTE =
  /^(Gateway|GatewayClass|EnvoyProxy|NginxProxy|SnippetsFilter|IngressExtension|Service|ConfigMap|DestinationRule|VirtualService|EnvoyFilter|.*Policy)$/;

/** The same, the routes that may take its requests from it, and what lets policies of other namespaces select it. */
export const READ_FOR_A_ROUTE = new RegExp(`${BESIDE_A_ROUTE.source}|^(HTTPRoute|ReferenceGrant)$`);

export const GATEWAY_API = 'gateway.networking.k8s.io/v1';

/** What a rule says for a stream: nothing, where the implementation has a policy object for it. */
export const streamRule = { timeouts: { request: '0s' } };

/** The keys that make an HTTPRoute what `planHttpRoute` says: its one rule, for the stream's paths only, so that nothing else is served as a stream. */
export function httpRouteKeys<A extends object>(
  policy: StreamPolicy,
  implementation: HttpRouteImplementation<A>,
  service: { readonly name: string; readonly port: number },
): OwnedKey[] {
  const rule: Json = {
    matches: policy.paths.map(matchOf),
    ...(implementation.timeoutsIn === 'rule' ? streamRule : {}),
    ...implementation.inRule?.(policy),
    backendRefs: [{ name: service.name, port: service.port }],
  };
  return [ownedKey(['spec', 'rules'], [rule])];
}

/** What an implementation wants told on the route. */
export function toldKeys<A extends object>(implementation: HttpRouteImplementation<A>, gateway: 'new' | 'existing'): OwnedKey[] {
  return Object.entries(implementation.annotations?.(gateway) ?? {}).map(([key, value]) => annotation(key, value));
}

/** A Gateway that takes HTTPS only. */
export function gatewayFor(
  name: string,
  className: string,
  tlsSecret: string,
  { annotations, addresses }: GatewayAttachment,
  infrastructure?: Json,
): KubeObject {
  const listener: Json = {
    name: 'https',
    port: 443,
    protocol: 'HTTPS',
    allowedRoutes: { namespaces: { from: 'Same' } },
    tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: tlsSecret }] },
  };
  return {
    apiVersion: GATEWAY_API,
    kind: 'Gateway',
    metadata: { name, annotations },
    spec: {
      gatewayClassName: className,
      ...(infrastructure === undefined ? {} : { infrastructure }),
      ...(addresses === undefined ? {} : { addresses }),
      listeners: [listener],
    },
  };
}
