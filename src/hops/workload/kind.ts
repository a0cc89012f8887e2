import { known, type Hop } from '../../path/hop';
import type { Duration } from '../../policy/duration';
import type { HopKind } from '../hop-kind';
import { workloadFacts } from './facts';
import { DEFAULT_PRE_STOP, planWorkload } from './hop';

export const workloadKind: HopKind = {
  type: 'workload',
  title: 'The Deployment whose pods hold the streams, with its disruption budget and autoscaler.',
  place: 'workload',
  facts: workloadFacts,
  plan: (policy, inFront = []) =>
    planWorkload(policy, {
      object: 'Deployment sse',
      readinessPath: '/readyz',
      livenessPath: '/livez',
      preStop: waitFor(inFront),
      replicas: 2,
    }),
};

/** Until the slowest hop in front sends nothing more to a leaving pod. */
function waitFor(inFront: readonly Hop[]): Duration {
  const waits = inFront.flatMap((hop) => known(hop, 'endpoint-removal').map(({ value }) => value));
  return waits.reduce((longest, wait) => (wait.isLongerThan(longest) ? wait : longest), DEFAULT_PRE_STOP);
}
