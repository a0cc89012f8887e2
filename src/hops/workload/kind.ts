import { Duration } from '../../policy/duration';
import type { HopKind } from '../hop-kind';
import { workloadFacts } from './facts';
import { planWorkload } from './hop';

export const workloadKind: HopKind = {
  type: 'workload',
  title: 'The Deployment whose pods hold the streams, with its disruption budget and autoscaler.',
  facts: workloadFacts,
  plan: (policy) =>
    planWorkload(policy, {
      object: 'Deployment sse',
      readinessPath: '/readyz',
      livenessPath: '/livez',
      preStop: Duration.seconds(15),
      replicas: 2,
    }),
};
