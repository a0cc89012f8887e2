import type { KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { workloadFacts as facts } from './facts';
import { containersOf, labelsOf } from './ready';

/** What is wrong where the container that the mixin is told is not there. */
export function containerRemarks(deployment: KubeObject, container: string | undefined): Remark[] {
  const names = containersOf(deployment).map(({ name }) => name);
  if (container === undefined || names.includes(container)) return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      found: `the container is to be "${container}", the Deployment has ${names.join(', ')}`,
      need: 'the mixin changes a container that is there; it changed nothing',
      fix: `name one of ${names.join(', ')}`,
      fact: facts.gracePeriod,
    },
  ];
}

/** A selector without labels takes every pod of the namespace. */
export function labelRemarks(deployment: KubeObject): Remark[] {
  if (Object.keys(labelsOf(deployment)).length > 0) return [];
  return [
    {
      rule: 'selector-matches-nothing',
      found: 'neither spec.selector.matchLabels nor spec.template.metadata.labels has a label',
      need: 'the Deployment, its budget and its spread know its pods by their labels; no budget was added',
      fix: 'write the same labels in both places',
      fact: facts.selector,
    },
  ];
}

/** What is wrong where the pods have a budget already and get another. */
export function budgetRemarks(names: readonly string[]): Remark[] {
  if (names.length < 2) return [];
  return [
    {
      rule: 'disruption-budget',
      found: `the PodDisruptionBudgets ${names.join(' and ')} all select the pods`,
      need: 'a pod of two budgets is never evicted, so a node with one is never drained',
      fix: `keep one of ${names.join(', ')}`,
      fact: facts.oneBudget,
      level: 'error',
    },
  ];
}
