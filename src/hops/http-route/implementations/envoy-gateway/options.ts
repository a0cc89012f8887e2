import type { Duration } from '../../../../policy/duration';
import type { StreamPolicy } from '../../../../policy/stream-policy';
import { durationIn } from '../../duration-in';
import type { SessionPersistence } from '../../session-persistence';
import { envoyGatewayFacts as facts } from './facts';

export interface EnvoyGatewayOptions {
  /** The GatewayClass of the cluster that names Envoy Gateway as its controller. Default: `eg`, as its documentation calls it. */
  readonly gatewayClassName?: string;
  /** Envoy Gateway of the cluster, such as 1.9.0. Left out, it is taken to be new enough. */
  readonly version?: string;
  /** A path that Envoy asks pods for health; never the stream. Default: the readiness of the pods decides. */
  readonly healthProbePath?: string;
  /**
   * Has Envoy write a cookie that names the pod, through the experimental CRDs of the Gateway API, in place of a hash.
   * Its path is the one that the rule matches, so it is for policies of one path. Default: a hash.
   */
  readonly sessionPersistence?: SessionPersistence;
  /** How long an Envoy that is to stop goes on serving open streams, for a Gateway made here. Default: the policy's maxAge.limit. */
  readonly drainTimeout?: string;
}

/** Until streams have ended by age; where they never do, what Envoy Gateway does by itself. */
export function drainTimeoutFor({ maxAge }: StreamPolicy, { drainTimeout }: EnvoyGatewayOptions): Duration | undefined {
  if (drainTimeout !== undefined) return durationIn(drainTimeout);
  return maxAge.limit === 'disabled' ? facts.drain.default : maxAge.limit;
}
