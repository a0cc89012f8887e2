import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';

/** What a policy says it is for. */
export interface TargetRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly sectionName?: string;
}

export function refsOf(policy: KubeObject): TargetRef[] {
  const one = valueAt(policy, ['spec', 'targetRef']) as TargetRef | undefined;
  const many = (valueAt(policy, ['spec', 'targetRefs']) ?? []) as TargetRef[];
  return [...(one === undefined ? [] : [one]), ...many];
}
