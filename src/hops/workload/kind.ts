import { known, type Hop } from '../../path/hop';
import type { Duration } from '../../policy/duration';
import type { HopKind } from '../hop-kind';
import { standIns } from '../stand-ins';
import { writtenKeys, writtenObject } from '../written-key';
import { workloadFacts } from './facts';
import { DEFAULT_PRE_STOP, planWorkload, type WorkloadOptions } from './hop';
import { deploymentKeys, disruptionBudget } from './keys';

const { name } = standIns;
const labels = { 'app.kubernetes.io/name': name };

export const workloadKind: HopKind = {
  type: 'workload',
  title: 'The Deployment whose pods hold the streams, with its disruption budget and autoscaler.',
  place: 'workload',
  facts: workloadFacts,
  plan: (policy, inFront) => planWorkload(policy, optionsBehind(inFront)),
  write: (policy, inFront) => [
    ...writtenKeys(deploymentKeys(policy, optionsBehind(inFront), { container: name, port: 8080, labels })),
    ...writtenObject(disruptionBudget({ name }, labels)),
  ],
};

const optionsBehind = (inFront: readonly Hop[] = []): WorkloadOptions => ({
  object: 'Deployment sse',
  readinessPath: '/readyz',
  livenessPath: '/livez',
  preStop: waitFor(inFront),
  replicas: 2,
});

/** Until the slowest hop in front sends nothing more to a leaving pod. */
function waitFor(inFront: readonly Hop[]): Duration {
  const waits = inFront.flatMap((hop) => known(hop, 'endpoint-removal').map(({ value }) => value));
  return waits.reduce((longest, wait) => (wait.isLongerThan(longest) ? wait : longest), DEFAULT_PRE_STOP);
}
