import { ApiObject, type Chart } from 'cdk8s';
import { remembered } from '../../collections/remembered';
import type { KubeObject } from '../../kubernetes/object';
import { currentWalk } from '../walk';

interface Written {
  readonly walk: object | undefined;
  readonly size: number;
  readonly objects: readonly KubeObject[];
}

const byChart = new WeakMap<Chart, Map<RegExp, Written>>();

/**
 * The objects of some kinds in a chart as they will be written: the same list as long as the chart has as many children.
 * Validators ask, and cdk8s asks every validator once for each chart, so the tree is rendered once. Within a walk the children
 * are not even counted: that alone takes as long as there are many.
 */
export function writtenIn(chart: Chart, kinds: RegExp): readonly KubeObject[] {
  const known = remembered(byChart, chart, () => new Map<RegExp, Written>());
  const before = known.get(kinds);
  const walk = currentWalk();
  if (walk !== undefined && walk === before?.walk) return before.objects;
  const size = chart.node.children.length;
  if (size === before?.size) return kept({ ...before, walk });
  const objects = chart.node
    .findAll()
    .filter((each): each is ApiObject => ApiObject.isApiObject(each) && kinds.test(each.kind))
    .map((each) => each.toJson() as KubeObject);
  return kept({ walk, size, objects });

  function kept(written: Written): readonly KubeObject[] {
    known.set(kinds, written);
    return written.objects;
  }
}
