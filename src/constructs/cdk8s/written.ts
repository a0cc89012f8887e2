import { ApiObject, type Chart } from 'cdk8s';
import type { KubeObject } from '../../kubernetes/object';

interface Written {
  readonly size: number;
  readonly objects: readonly KubeObject[];
}

const byChart = new WeakMap<Chart, Map<RegExp, Written>>();

/**
 * The objects of some kinds in a chart as they will be written: the same list as long as the chart has as many nodes.
 * Validators ask, and cdk8s asks every validator once for each chart, so nothing is rendered twice.
 */
export function writtenIn(chart: Chart, kinds: RegExp): readonly KubeObject[] {
  const all = chart.node.findAll();
  const known = byChart.get(chart) ?? new Map<RegExp, Written>();
  byChart.set(chart, known);
  const before = known.get(kinds);
  if (before?.size === all.length) return before.objects;
  const objects = all
    .filter((each): each is ApiObject => ApiObject.isApiObject(each) && kinds.test(each.kind))
    .map((each) => each.toJson() as KubeObject);
  known.set(kinds, { size: all.length, objects });
  return objects;
}
