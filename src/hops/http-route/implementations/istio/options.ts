import type { Fact } from '../../../../path/fact';
import type { Duration } from '../../../../policy/duration';
import type { Affinity, StreamPolicy } from '../../../../policy/stream-policy';
import { durationIn } from '../../duration-in';
import { appRoutingFacts } from './app-routing-facts';
import { istioFacts as facts } from './facts';

interface Common {
  /** How long a gateway pod that is to stop goes on serving open streams, for a Gateway made here. Default: the policy's maxAge.limit. */
  readonly terminationDrainDuration?: string;
}

interface WithIstioResources extends Common {
  /** Istio of the cluster, such as 1.30.3. Left out, it is taken to be new enough. */
  readonly version?: string;
}

export const INSTALLATIONS = ['app-routing', 'mesh-add-on', 'self-managed'];

/** Who runs Istio decides what it can do: AKS for application routing, AKS as the service mesh add-on, or you. */
export type IstioOptions =
  | ({ readonly installation: 'app-routing' } & Common)
  | ({ readonly installation: 'mesh-add-on' } & WithIstioResources)
  | ({
      readonly installation: 'self-managed';
      /**
       * Affinity by a cookie that names the pod in place of a hash. istiod must have PILOT_ENABLE_PERSISTENT_SESSION_FILTER=true,
       * and the Service the label `istio.io/persistent-session: <name of the policy's cookie>`. Default false.
       */
      readonly persistentSession?: boolean;
    } & WithIstioResources);

export function cannot(options: IstioOptions): Partial<Record<Affinity['kind'], Fact>> {
  if (options.installation === 'app-routing') {
    return { cookie: appRoutingFacts.noAffinity, 'client-ip': appRoutingFacts.noAffinity };
  }
  return usesSession(options) ? { 'client-ip': facts.persistentSession } : {};
}

export const usesSession = (options: IstioOptions): boolean =>
  options.installation === 'self-managed' && options.persistentSession === true;

export const keepsAddress = ({ kind }: Affinity, options: IstioOptions): boolean =>
  kind === 'client-ip' && cannot(options)[kind] === undefined;

/** Until streams have ended by age; where they never do, what Istio does by itself. */
export function drainFor({ maxAge }: StreamPolicy, { terminationDrainDuration }: IstioOptions): Duration | undefined {
  if (terminationDrainDuration !== undefined) return durationIn(terminationDrainDuration);
  return maxAge.limit === 'disabled' ? undefined : maxAge.limit;
}
