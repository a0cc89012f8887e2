import { grouped } from '../../collections/grouped';
import { remembered } from '../../collections/remembered';
import type { KubeObject } from '../../kubernetes/object';
import { placesOf } from './places';

/** By list: every route of a chart asks the same one. */
const byPlace = new WeakMap<readonly KubeObject[], ReadonlyMap<string, readonly KubeObject[]>>();

/** The routes among these that have a listener, a host name and a path in common with this one; itself, where it is among them. */
export function rivalsOf(route: KubeObject, routes: readonly KubeObject[]): KubeObject[] {
  const index = remembered(byPlace, routes, () => grouped(routes, placesOf));
  return [...new Set(placesOf(route).flatMap((place) => index.get(place) ?? []))];
}
