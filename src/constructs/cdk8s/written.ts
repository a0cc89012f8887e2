import type { ApiObject, Chart } from 'cdk8s';
import { remembered } from '../../collections/remembered';
import { sameItems } from '../../collections/same-items';
import type { KubeObject } from '../../kubernetes/object';
import { currentWalk } from '../walk';
import { objectsIn } from './objects-in';
import { stampOf, type Stamp } from './stamp';

interface Written {
  readonly walk: object;
  readonly stamp: Stamp;
  readonly objects: readonly KubeObject[];
}

const byChart = new WeakMap<Chart, Map<RegExp, Written>>();

/**
 * The objects of some kinds in a chart as they will be written. cdk8s asks every validator once for each chart: within a walk
 * the tree is looked through once, and it is rendered again only when a walk finds it changed.
 */
export function writtenIn(chart: Chart, kinds: RegExp): readonly KubeObject[] {
  const walk = currentWalk();
  if (walk === undefined) return objectsIn(chart, kinds).map(rendered);
  const known = remembered(byChart, chart, () => new Map<RegExp, Written>());
  const before = known.get(kinds);
  if (before?.walk === walk) return before.objects;
  const found = objectsIn(chart, kinds);
  const stamp = found.flatMap((object) => [object, ...stampOf(object)]);
  const isSame = before !== undefined && sameItems(stamp, before.stamp);
  const objects = isSame ? before.objects : found.map(rendered);
  known.set(kinds, { walk, stamp, objects });
  return objects;
}

const rendered = (object: ApiObject): KubeObject => object.toJson() as KubeObject;
