import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { selects } from '../../kubernetes/selector';
import type { Remark } from '../../path/hop';
import { serviceFacts as facts } from './facts';

type Labels = Readonly<Record<string, unknown>>;

/**
 * A Service that selects none of the pods in its namespace.
 * Where no Deployment is there, or some neighbour cannot be read yet, its pods may be made elsewhere.
 */
export function selectorRemarks(service: KubeObject, neighbours: readonly (KubeObject | undefined)[]): Remark[] {
  const selector = valueAt(service, ['spec', 'selector']) as Labels | undefined;
  // Without a selector somebody else writes the endpoints.
  if (selector === undefined || !neighbours.some((object) => object?.kind === 'Deployment')) return [];
  const objects = neighbours.filter((object) => object !== undefined);
  if (objects.length < neighbours.length) return [];
  const pods = objects.flatMap((object) => {
    const labels = podLabels(object);
    return labels === undefined ? [] : [{ object, labels }];
  });
  if (pods.some(({ labels }) => selects(selector, labels))) return [];
  const texts = pods.map(({ object, labels }) => `${JSON.stringify(labels)} (${object.kind} ${object.metadata.name})`);
  return [
    {
      rule: 'selector-matches-nothing',
      found: `spec.selector is ${JSON.stringify(selector)}, the pods of the namespace have ${texts.join(', ') || 'no labels'}`,
      need: 'every label of the selector must be a label of the pods, or the Service has no pod to send to',
      fix: 'write labels that the pods have to spec.selector',
      fact: facts.selector,
      key: 'spec.selector',
    },
  ];
}

/** Of anything that makes pods, or of a pod itself. */
function podLabels(object: KubeObject): Labels | undefined {
  const path = object.kind === 'Pod' ? ['metadata', 'labels'] : ['spec', 'template', 'metadata', 'labels'];
  return valueAt(object, path) as Labels | undefined;
}
