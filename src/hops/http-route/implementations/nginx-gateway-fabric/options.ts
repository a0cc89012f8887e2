import type { Duration } from '../../../../policy/duration';
import type { StreamPolicy } from '../../../../policy/stream-policy';
import { durationIn } from '../../duration-in';
import type { SessionPersistence } from '../../session-persistence';
import { ngfFacts as facts } from './facts';

/** A cookie that the application sets by itself; nginx chooses the pod by its value. The policy's name and lifetime are not used. */
interface ApplicationCookie {
  readonly setBy: 'application';
  /** Lower-case letters and underscores only, as nginx has it in a variable. */
  readonly name: string;
}

/** A cookie that NGINX Plus writes, with the policy's name and lifetime, through the experimental CRDs of the Gateway API. */
interface PlusCookie extends SessionPersistence {
  readonly setBy: 'nginx-plus';
}

export interface NginxGatewayFabricOptions {
  /** The GatewayClass of the cluster. Default: `nginx`, as the Helm chart calls it. */
  readonly gatewayClassName?: string;
  /** NGINX Gateway Fabric of the cluster, such as 2.6.7. Left out, it is taken to be new enough. */
  readonly version?: string;
  /** Where the cookie of a policy with affinity by cookie comes from. Left out, such a policy is refused. */
  readonly cookie?: ApplicationCookie | PlusCookie;
  /** How long an nginx that is to stop keeps open streams, for a Gateway made here. Default: the policy's maxAge.limit. */
  readonly drainTimeout?: string;
}

/** Until streams have ended by age; where they never do, what a pod has by itself. */
export function drainTimeFor({ maxAge }: StreamPolicy, { drainTimeout }: NginxGatewayFabricOptions): Duration {
  const otherwise = maxAge.limit === 'disabled' ? facts.drain.default : maxAge.limit;
  return durationIn(drainTimeout) ?? otherwise;
}
