import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { labelSelectorTakes } from '../../kubernetes/selector';

/** Whether a PodDisruptionBudget of the same namespace counts the pods of a Deployment. */
export function protects(budget: KubeObject, deployment: KubeObject): boolean {
  const labels = valueAt(deployment, ['spec', 'template', 'metadata', 'labels']) ?? {};
  return labelSelectorTakes(valueAt(budget, ['spec', 'selector']), labels as Readonly<Record<string, unknown>>);
}

/** Whether a HorizontalPodAutoscaler of the same namespace decides how many pods a Deployment has. */
export function scales(scaler: KubeObject, deployment: KubeObject): boolean {
  const target = valueAt(scaler, ['spec', 'scaleTargetRef']);
  return valueAt(target, ['kind']) === deployment.kind && valueAt(target, ['name']) === deployment.metadata.name;
}
