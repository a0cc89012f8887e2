import { secondsOf, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { selects } from '../../kubernetes/selector';
import { shortest, type Duration } from '../../policy/duration';
import type { Remark } from '../../path/hop';
import { about } from './about';
import { workloadFacts as facts } from './facts';

const POD = ['spec', 'template', 'spec'] as const;
const NONE: readonly unknown[] = [0, '0%'];

type Labels = Readonly<Record<string, string>>;

/** What is wrong with a Deployment or its autoscaler that no setting says. */
export function workloadRemarks(deployment: KubeObject, scaler: KubeObject | undefined): Remark[] {
  const ofScaler = scaler === undefined ? [] : [...boundRemarks(scaler), ...scaleDownRemarks(scaler, gracePeriodOf(deployment))];
  return [...selectorRemarks(deployment), ...surgeRemarks(deployment), ...spreadRemarks(deployment), ...ofScaler];
}

function selectorRemarks(deployment: KubeObject): Remark[] {
  const selector = valueAt(deployment, ['spec', 'selector', 'matchLabels']) as Labels | undefined;
  const labels = podLabels(deployment);
  if (selector === undefined || selects(selector, labels)) return [];
  return [
    {
      rule: 'selector-matches-nothing',
      found: `spec.selector.matchLabels is ${JSON.stringify(selector)}, the labels of the pod template are ${JSON.stringify(labels)}`,
      need: `every label of the selector must be one of the template; the API server refuses the ${deployment.kind}`,
      fix: 'write the same labels in both places',
      fact: facts.selector,
      key: 'spec.selector.matchLabels',
    },
  ];
}

function surgeRemarks(deployment: KubeObject): Remark[] {
  const rolling = valueAt(deployment, ['spec', 'strategy', 'rollingUpdate']);
  const [unavailable, surge] = [valueAt(rolling, ['maxUnavailable']), valueAt(rolling, ['maxSurge'])];
  if (!NONE.includes(unavailable) || !NONE.includes(surge)) return [];
  return [
    {
      rule: 'value-rejected-by-target',
      found: 'spec.strategy.rollingUpdate.maxUnavailable and maxSurge are both 0',
      need: 'a rollout must take a pod away or add one; the API server refuses the Deployment',
      fix: 'set spec.strategy.rollingUpdate.maxSurge to 1',
      edit: { key: 'spec.strategy.rollingUpdate.maxSurge', value: 1 },
      fact: facts.maxSurge,
      key: 'spec.strategy.rollingUpdate.maxUnavailable',
    },
  ];
}

interface SpreadConstraint {
  readonly topologyKey?: unknown;
  readonly labelSelector?: { readonly matchLabels?: Labels; readonly matchExpressions?: unknown };
}

function spreadRemarks(deployment: KubeObject): Remark[] {
  const constraints = (valueAt(deployment, [...POD, 'topologySpreadConstraints']) ?? []) as readonly SpreadConstraint[];
  const labels = podLabels(deployment);
  const idle = constraints.filter(
    ({ labelSelector }) => labelSelector?.matchExpressions === undefined && !selects(labelSelector?.matchLabels, labels),
  );
  return idle.map(({ topologyKey, labelSelector }) => ({
    rule: 'setting-ignored-by-target',
    found: `the topology spread over ${String(topologyKey)} selects ${JSON.stringify(labelSelector?.matchLabels ?? {})}`,
    need: 'it counts the pods with those labels, which the pods of this Deployment are not: it spreads nothing',
    fix: `set its labelSelector.matchLabels to labels of the pods (${about.spread.key})`,
    fact: facts.topologySpread,
    key: about.spread.key,
    level: 'warning',
  }));
}

function boundRemarks(scaler: KubeObject): Remark[] {
  const [least, most] = [valueAt(scaler, ['spec', 'minReplicas']) ?? 1, valueAt(scaler, ['spec', 'maxReplicas'])];
  if (typeof least !== 'number' || typeof most !== 'number' || most >= least) return [];
  return [
    {
      rule: 'value-rejected-by-target',
      found: `HorizontalPodAutoscaler spec.maxReplicas is ${most}, spec.minReplicas ${least}`,
      need: 'maxReplicas must not be below minReplicas; the API server refuses the autoscaler',
      fix: `set spec.maxReplicas to ${least} or more`,
      fact: facts.autoscaler,
      key: 'HorizontalPodAutoscaler spec.maxReplicas',
    },
  ];
}

interface ScaleDownPolicy {
  readonly type?: unknown;
  readonly value?: unknown;
  readonly periodSeconds?: unknown;
}

/** Pods that go together close their streams together. */
function scaleDownRemarks(scaler: KubeObject, drain: Duration): Remark[] {
  const scaleDown = valueAt(scaler, ['spec', 'behavior', 'scaleDown']);
  if (valueAt(scaleDown, ['selectPolicy']) === 'Disabled') return [];
  const policies = valueAt(scaleDown, ['policies']) as readonly ScaleDownPolicy[] | undefined;
  const needed = shortest([drain, facts.scaleDownPeriod.max]) ?? drain;
  const isGentle = ({ type, value, periodSeconds }: ScaleDownPolicy) =>
    type === 'Pods' && value === 1 && secondsOf(periodSeconds)?.isShorterThan(needed) === false;
  const [eager] = policies?.filter((policy) => !isGentle(policy)) ?? [undefined];
  if (policies !== undefined && eager === undefined) return [];
  const found = eager === undefined ? 'is missing: all pods above the least may go at once' : `has ${JSON.stringify(eager)}`;
  return [
    {
      rule: 'autoscaler-keeps-streams',
      found: `HorizontalPodAutoscaler spec.behavior.scaleDown.policies ${found}`,
      need: `one pod at a time, each with ${needed} to close its streams, keeps few clients moving at once`,
      fix: `write one policy: type Pods, value 1, periodSeconds ${Math.ceil(needed.milliseconds / 1000)}`,
      fact: facts.scaleDownPolicies,
      key: 'HorizontalPodAutoscaler spec.behavior.scaleDown.policies',
      level: 'note',
    },
  ];
}

function gracePeriodOf(deployment: KubeObject): Duration {
  return secondsOf(valueAt(deployment, [...POD, 'terminationGracePeriodSeconds'])) ?? facts.gracePeriod.default;
}

const podLabels = (deployment: KubeObject): Labels =>
  (valueAt(deployment, ['spec', 'template', 'metadata', 'labels']) ?? {}) as Labels;
