import type { KubeObject } from '../kubernetes/object';
import { valueAt } from '../kubernetes/owned-key';

export type Labels = Readonly<Record<string, unknown>>;

/** Deployments, StatefulSets and whatever else makes pods from a template and keeps them running. */
export function runsPods(object: KubeObject): boolean {
  const hasPods = Array.isArray(valueAt(object, ['spec', 'template', 'spec', 'containers']));
  return object.kind === 'Deployment' || (hasPods && object.kind !== 'Job');
}

export const podLabels = (workload: KubeObject): Labels =>
  (valueAt(workload, ['spec', 'template', 'metadata', 'labels']) ?? {}) as Labels;

export const labelKeys = ({ metadata }: KubeObject, labels: Labels | undefined): string[] =>
  Object.entries(labels ?? {}).map(([name, value]) => [metadata.namespace, name, String(value)].join('\n'));

export const anyLabel = ({ metadata }: KubeObject): string => [metadata.namespace, ''].join('\n');

/** One label that its pods must have, or none where it selects by expressions only, or all. */
export function budgetKey(budget: KubeObject): string {
  const labels = valueAt(budget, ['spec', 'selector', 'matchLabels']) as Labels | undefined;
  return labelKeys(budget, labels)[0] ?? anyLabel(budget);
}
