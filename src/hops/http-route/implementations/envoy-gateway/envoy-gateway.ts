import { rejected } from '../../../../path/remark';
import type { Json, KubeObject } from '../../../../kubernetes/object';
import { misfit } from '../../../../path/fit';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import { idleLimitFor } from '../../../../policy/allowances';
import type { Duration } from '../../../../policy/duration';
import type { Affinity, StreamPolicy } from '../../../../policy/stream-policy';
import { NO_GATEWAY } from '../../about';
import { durationIn } from '../../duration-in';
import type { GatewayCompanions, HttpRouteImplementation, RouteTarget, Stretch } from '../../implementation';
import { about, API_VERSION, GROUP, ROUTE_GROUP } from './about';
import { envoyGatewayFacts as facts } from './facts';
import { envoyGatewayReader } from './read';
import { bySourceAddress, cookie, fixedSettings, noAffinity, versionRemarks } from './settings';

export interface EnvoyGatewayOptions {
  /** The GatewayClass of the cluster that names Envoy Gateway as its controller. Default: `eg`, as its documentation calls it. */
  readonly gatewayClassName?: string;
  /** Envoy Gateway of the cluster, such as 1.9.0. Left out, it is taken to be new enough. */
  readonly version?: string;
  /** A path that Envoy asks pods for health; never the stream. Default: the readiness of the pods decides. */
  readonly healthProbePath?: string;
  /** How long an Envoy that is to stop goes on serving open streams, for a Gateway made here. Default: the policy's maxAge.limit. */
  readonly drainTimeout?: string;
}

/** Envoy Gateway, with a BackendTrafficPolicy for the route and an EnvoyProxy for a new Gateway. */
export function envoyGateway(options: EnvoyGatewayOptions = {}): HttpRouteImplementation<object> {
  return {
    ...envoyGatewayReader,
    gatewayClass: options.gatewayClassName ?? envoyGatewayReader.gatewayClass,
    cannot: {},
    // The rule's own timeouts would switch the idle limit off with the total limit; only the policy tells them apart.
    timeoutsIn: 'policy',
    plan: (policy, gateway) => plan(policy, options, gateway),
    policies: (policy, target) => [backendTrafficPolicy(policy, options, target)],
    attach: () => ({ annotations: {} }),
    besideGateway: (policy, gatewayName) => besideGateway(policy, options, gatewayName),
  };
}

function plan(policy: StreamPolicy, options: EnvoyGatewayOptions, gateway: 'new' | 'existing'): Stretch {
  const drain = drainTimeoutFor(policy, options);
  return {
    settings: [
      set('total-limit', 'disabled', about.requestTimeout),
      set('idle-limit', idleLimitFor(policy), about.streamIdle),
      planAffinity(policy.affinity),
      set('balances-over', 'pods', about.routing),
      byDefault('retry', 'off', about.retry),
      ...(options.healthProbePath === undefined ? [] : [set('health-probe-path', options.healthProbePath, about.probe)]),
      ...(gateway === 'new' && drain !== undefined
        ? [set('drain-limit', drain, about.drain), planClientAddress(policy.affinity), byDefault('http2', 'on', about.http2)]
        : [
            unknown('drain-limit', NO_GATEWAY, about.drain),
            unknown('client-address', NO_GATEWAY, about.clientAddress),
            unknown('http2', NO_GATEWAY, about.http2),
          ]),
      ...fixedSettings,
    ],
    remarks: [
      ...versionRemarks(options.version),
      ...notWritable(policy),
      ...(drain === undefined ? [notADuration(options)] : []),
    ],
  };
}

function planAffinity(affinity: Affinity): Setting {
  switch (affinity.kind) {
    case 'none':
      return noAffinity;
    case 'client-ip':
      return set('affinity', bySourceAddress, about.sourceAddress);
    case 'cookie': {
      const attributes = { path: '/', secure: true, sameSite: 'Lax' } as const;
      return set('affinity', cookie(affinity.name, affinity.lifetime, attributes), about.affinity);
    }
  }
}

const planClientAddress = ({ kind }: Affinity): Setting =>
  (kind === 'client-ip' ? set : byDefault)('client-address', 'kept', about.clientAddress);

/** Until streams have ended by age; where they never do, what Envoy Gateway does by itself. */
function drainTimeoutFor({ maxAge }: StreamPolicy, { drainTimeout }: EnvoyGatewayOptions): Duration | undefined {
  if (drainTimeout !== undefined) return durationIn(drainTimeout);
  return maxAge.limit === 'disabled' ? facts.drain.default : maxAge.limit;
}

const notADuration = ({ drainTimeout }: EnvoyGatewayOptions): Remark =>
  rejected(`drainTimeout is "${drainTimeout}"`, 'it takes a number with a unit', 'write it as 1h or 90s', facts.drain);

/** What the pattern of the API cannot hold, the API server refuses. */
function notWritable(policy: StreamPolicy): Remark[] {
  const { affinity } = policy;
  const durations = [idleLimitFor(policy), ...(affinity.kind === 'cookie' ? [affinity.lifetime] : [])];
  return durations.flatMap((duration) => {
    const problem = misfit(duration, facts.longestDuration);
    if (problem === undefined) return [];
    return [rejected(`a duration of ${duration} is to be written`, problem, 'shorten it in the policy', facts.longestDuration)];
  });
}

function backendTrafficPolicy(
  policy: StreamPolicy,
  { healthProbePath }: EnvoyGatewayOptions,
  { route }: RouteTarget,
): KubeObject {
  const loadBalancer = loadBalancerFor(policy.affinity);
  return {
    apiVersion: API_VERSION,
    kind: 'BackendTrafficPolicy',
    metadata: { name: route },
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
