import type { KubeObject } from '../../kubernetes/object';
import { placesOf } from './places';

/** By list: every route of a chart asks the same one. */
const byPlace = new WeakMap<readonly KubeObject[], ReadonlyMap<string, readonly KubeObject[]>>();

/** The routes among these that have a listener, a host name and a path in common with this one; itself, where it is among them. */
export function rivalsOf(route: KubeObject, routes: readonly KubeObject[]): KubeObject[] {
  const index = byPlace.get(routes) ?? indexOf(routes);
  byPlace.set(routes, index);
  return [...new Set(placesOf(route).flatMap((place) => index.get(place) ?? []))];
}

function indexOf(routes: readonly KubeObject[]): Map<string, KubeObject[]> {
  const index = new Map<string, KubeObject[]>();
  for (const route of routes) {
    for (const place of placesOf(route)) {
      const same = index.get(place);
      if (same === undefined) index.set(place, [route]);
      else same.push(route);
    }
  }
  return index;
}
