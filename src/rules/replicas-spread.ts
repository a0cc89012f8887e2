import { byKey } from './ask/fix';
import { judge } from './ask/judge';
import { isOnlyPod } from './ask/pods';
import type { Rule } from './rule';

export const replicasSpread: Rule = {
  id: 'replicas-spread',
  level: 'warning',
  title: 'Pods are spread over nodes or zones.',
  symptom: 'One node fails and all streams end, although several pods ran.',
  cause: 'Nothing keeps the scheduler from placing all pods on one node.',
  remedy: 'Add topology spread constraints over kubernetes.io/hostname and topology.kubernetes.io/zone.',
  aspects: ['spread-over'],
  provenBy: [{ command: 'kubectl get pods -l LABELS -o wide', shows: 'pods on several nodes' }],
  ask: (_policy, path) =>
    judge(path, 'spread-over', (setting, hop) => {
      if (setting.value.length > 0 || isOnlyPod(hop)) return undefined;
      return {
        message: `${setting.name} is empty (${setting.origin}): one node may hold all pods; they must be spread over nodes or zones`,
        fix: byKey('spread the pods over kubernetes.io/hostname', setting, 'spread the pods over kubernetes.io/hostname'),
      };
    }),
};
