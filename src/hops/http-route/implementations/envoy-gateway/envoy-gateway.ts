import type { Json, KubeObject } from '../../../../kubernetes/object';
import { idleLimitFor } from '../../../../policy/allowances';
import type { Affinity, StreamPolicy } from '../../../../policy/stream-policy';
import type { GatewayCompanions, HttpRouteImplementation, RouteTarget } from '../../implementation';
import { CRDS_ANNOTATION, sessionFor } from '../../session-persistence';
import { API_VERSION, GROUP, ROUTE_GROUP } from './about';
import { drainTimeoutFor, type EnvoyGatewayOptions } from './options';
import { plan } from './plan';
import { envoyGatewayReader } from './read';

/** Envoy Gateway, with a BackendTrafficPolicy for the route and an EnvoyProxy for a new Gateway. */
export function envoyGateway(options: EnvoyGatewayOptions = {}): HttpRouteImplementation<object> {
  return {
    ...envoyGatewayReader,
    gatewayClass: options.gatewayClassName ?? envoyGatewayReader.gatewayClass,
    cannot: {},
    // The rule's own timeouts would switch the idle limit off with the total limit; only the policy tells them apart.
    timeoutsIn: 'policy',
    inRule: ({ affinity }) =>
      affinity.kind === 'cookie' && options.sessionPersistence !== undefined
        ? { sessionPersistence: sessionFor(affinity, options.sessionPersistence) }
        : {},
    plan: (policy, gateway) => plan(policy, options, gateway),
    policies: (policy, target) => [backendTrafficPolicy(policy, options, target)],
    attach: () => ({ annotations: {} }),
    besideGateway: (policy, gatewayName) => besideGateway(policy, options, gatewayName),
  };
}

function backendTrafficPolicy(
  policy: StreamPolicy,
  { healthProbePath, sessionPersistence }: EnvoyGatewayOptions,
  { route }: RouteTarget,
): KubeObject {
  const bySession = policy.affinity.kind === 'cookie' ? sessionPersistence : undefined;
  const loadBalancer = bySession === undefined ? loadBalancerFor(policy.affinity) : undefined;
  const annotations = bySession === undefined ? {} : { annotations: { [CRDS_ANNOTATION]: bySession.experimentalCrds } };
  return {
    apiVersion: API_VERSION,
    kind: 'BackendTrafficPolicy',
    metadata: { name: route, ...annotations },
    spec: {
      targetRefs: [{ group: ROUTE_GROUP, kind: 'HTTPRoute', name: route }],
      timeout: { http: { requestTimeout: '0s', streamIdleTimeout: idleLimitFor(policy).toString() } },
      routingType: 'Endpoint',
      ...(loadBalancer === undefined ? {} : { loadBalancer }),
      ...(healthProbePath === undefined ? {} : { healthCheck: { active: { type: 'HTTP', http: { path: healthProbePath } } } }),
    },
  };
}

function loadBalancerFor(affinity: Affinity): Json | undefined {
  if (affinity.kind === 'none') return undefined;
  if (affinity.kind === 'client-ip') return { type: 'ConsistentHash', consistentHash: { type: 'SourceIP' } };
  const { name, lifetime } = affinity;
  const attributes = { Path: '/', SameSite: 'Lax', Secure: 'true' };
  return {
    type: 'ConsistentHash',
    consistentHash: { type: 'Cookie', cookie: { name, ttl: lifetime.toString(), attributes } },
  };
}

function besideGateway(policy: StreamPolicy, options: EnvoyGatewayOptions, name: string): GatewayCompanions {
  const drain = drainTimeoutFor(policy, options);
  const service: Json = { type: 'Kubernetes', kubernetes: { envoyService: { externalTrafficPolicy: 'Local' } } };
  const proxy: KubeObject = {
    apiVersion: API_VERSION,
    kind: 'EnvoyProxy',
    metadata: { name },
    spec: {
      ...(drain === undefined ? {} : { shutdown: { drainTimeout: drain.toString() } }),
      ...(policy.affinity.kind === 'client-ip' ? { provider: service } : {}),
    },
  };
  return { infrastructure: { parametersRef: { group: GROUP, kind: 'EnvoyProxy', name } }, objects: [proxy] };
}
