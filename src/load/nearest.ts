import { describe, type KubeObject } from '../kubernetes/object';
import { grouped } from '../collections/grouped';
import { sourceOf } from './positions';

/**
 * Of objects with the same name, the one written closest to the object that means it: a repository may hold the same
 * Service once for each environment.
 */
export function nearest<T extends object>(candidates: readonly T[], to: object): T | undefined {
  const [first, ...others] = candidates;
  const from = sourceOf(to)?.file;
  if (first === undefined || from === undefined) return first;
  return others.reduce((best, other) => (closeness(other, from) > closeness(best, from) ? other : best), first);
}

/** The same of objects of several names: one of each. */
export const nearestOfEach = (candidates: readonly KubeObject[], to: object): KubeObject[] =>
  [...grouped(candidates, (object) => [describe(object)]).values()].flatMap((same) => nearest(same, to) ?? []);

/** How many folders two files share; the same file is closest. */
function closeness(object: object, from: string): number {
  const file = sourceOf(object)?.file;
  if (file === undefined) return -1;
  if (file === from) return Infinity;
  const [folders, others] = [file, from].map((name) => name.split(/[\\/]/).slice(0, -1));
  const apart = folders?.findIndex((folder, at) => folder !== others?.[at]) ?? 0;
  return apart === -1 ? (folders?.length ?? 0) : apart;
}
