import type { Hop } from '../path/hop';
import type { Known } from '../path/setting';
import { byKey } from './ask/fix';
import { cannotKnow, judgeKnown, type Verdict } from './ask/judge';
import { percentOf, podCount, replicasOf } from './ask/pods';
import type { Rule } from './rule';

export const rolloutKeepsCapacity: Rule = {
  id: 'rollout-keeps-capacity',
  level: 'warning',
  title: 'A rollout takes no pod away before its successor is ready, and more than one pod runs.',
  symptom: 'During a rollout clients that return find too few pods, or none.',
  cause:
    'A rollout that may make pods unavailable closes their streams first and starts the new pods afterwards. A single pod has nobody to take over.',
  remedy: 'Set maxUnavailable 0 with maxSurge 1 or more, and run at least two pods.',
  aspects: ['rollout-unavailable', 'replicas'],
  provenBy: [
    { command: 'kubectl get deployment NAME --watch', shows: 'no fewer AVAILABLE pods during a rollout than before it' },
  ],
  ask: (_policy, path) =>
    path.hops.flatMap((hop) => [
      ...judgeKnown(hop, 'rollout-unavailable', (setting) => judgeRollout(hop, setting)),
      ...judgeKnown(hop, 'replicas', judgeReplicas),
      ...cannotKnow(hop, ['rollout-unavailable', 'replicas']),
    ]),
};

function judgeRollout(hop: Hop, setting: Known<'rollout-unavailable'>): Verdict | undefined {
  const { value, name, origin } = setting;
  const replicas = replicasOf(hop);
  const count = podCount(value, replicas, Math.floor);
  if (value === 0 || percentOf(value) === 0) return undefined;
  const fix = byKey('take no pod away before its successor is ready: 0', setting, 'use a rolling update with maxUnavailable 0');
  const found = `${name} is ${value} (${origin})`;
  if (count === 0) {
    return {
      level: 'note',
      message: `${found}, which is no pod of ${replicas} and some when there are more; it should be 0 at any size`,
      fix,
    };
  }
  const takesAll = percentOf(value) === 100 || (count !== undefined && replicas !== undefined && count >= replicas);
  return {
    level: takesAll ? 'error' : 'warning',
    message: `${found}, which is ${takesAll ? 'all' : (count ?? 'some')} of ${replicas ?? 'all'} pods: they are taken away before their successors are ready; it must be 0`,
    fix,
  };
}

function judgeReplicas(setting: Known<'replicas'>): Verdict | undefined {
  const { value, name, origin } = setting;
  if (value >= 2) return undefined;
  return {
    message: `${name} is ${value} (${origin}): when that pod goes, no other can take its clients; it must be at least 2`,
    fix: byKey('run at least 2 pods', setting, 'run at least 2 pods'),
  };
}
