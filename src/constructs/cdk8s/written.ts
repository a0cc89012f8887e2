import { ApiObject, type Chart } from 'cdk8s';
import { remembered } from '../../collections/remembered';
import type { KubeObject } from '../../kubernetes/object';

interface Written {
  readonly size: number;
  readonly objects: readonly KubeObject[];
}

const byChart = new WeakMap<Chart, Map<RegExp, Written>>();

/**
 * The objects of some kinds in a chart as they will be written: the same list as long as the chart has as many children.
 * Validators ask, and cdk8s asks every validator once for each chart, so the tree is walked and rendered once.
 */
export function writtenIn(chart: Chart, kinds: RegExp): readonly KubeObject[] {
  const size = chart.node.children.length;
  const known = remembered(byChart, chart, () => new Map<RegExp, Written>());
  const before = known.get(kinds);
  if (before?.size === size) return before.objects;
  const objects = chart.node
    .findAll()
    .filter((each): each is ApiObject => ApiObject.isApiObject(each) && kinds.test(each.kind))
    .map((each) => each.toJson() as KubeObject);
  known.set(kinds, { size, objects });
  return objects;
}
