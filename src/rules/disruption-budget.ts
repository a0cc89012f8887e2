import { byKey } from './ask/fix';
import { judge } from './ask/judge';
import { isOnlyPod, percentOf, podCount, replicasOf } from './ask/pods';
import type { Rule } from './rule';

export const disruptionBudget: Rule = {
  id: 'disruption-budget',
  level: 'warning',
  title: 'A node upgrade takes some of the pods at a time, and never all.',
  symptom: 'During node upgrades all streams end together and clients find no pod; or the upgrade never finishes.',
  cause:
    'Without a disruption budget, or with one as large as the workload, all pods may be evicted at once. A budget of zero lets none be evicted.',
  remedy: 'Add a PodDisruptionBudget with maxUnavailable 1.',
  aspects: ['disruption-unavailable'],
  provenBy: [{ command: 'kubectl get poddisruptionbudget', shows: 'ALLOWED DISRUPTIONS of at least 1, and fewer than the pods' }],
  ask: (_policy, path) =>
    judge(path, 'disruption-unavailable', (setting, hop) => {
      const { value, name, origin } = setting;
      const replicas = replicasOf(hop);
      const fix = byKey('let one pod go at a time: 1', setting, 'add a PodDisruptionBudget with maxUnavailable 1');
      // No budget helps a single pod: whatever takes it away takes all.
      if (value === 'all' && isOnlyPod(hop)) return undefined;
      if (value === 'all')
        return {
          message: `${name} is missing: a node upgrade may evict all ${replicas ?? ''} pods at once`.replace('  ', ' '),
          fix,
        };
      const count = podCount(value, replicas, Math.ceil);
      if (count === 0 || percentOf(value) === 0) {
        return { message: `${name} is ${value} (${origin}): no pod may be evicted, so a node with one is never drained`, fix };
      }
      const takesAll = (count !== undefined && replicas !== undefined && count >= replicas) || (percentOf(value) ?? 0) >= 100;
      if (!takesAll) return undefined;
      return {
        message: `${name} is ${value} (${origin}) of ${replicas ?? 'all'} pods: all may be evicted at once; it must be less than the pods that run`,
        fix,
      };
    }),
};
