import { describe, type KubeObject } from '../kubernetes/object';
import { grouped } from '../collections/grouped';
import { sourceOf } from './positions';

/**
 * Of objects with the same name, the one written closest to the object that means it: a repository may hold the same
 * Service once for each environment.
 */
export const nearest = <T extends object>(candidates: readonly T[], to: object): T | undefined => allNearest(candidates, to)[0];

/** The same, with all that are as close. */
export function allNearest<T extends object>(candidates: readonly T[], to: object): readonly T[] {
  const from = sourceOf(to)?.file;
  if (candidates.length < 2 || from === undefined) return candidates;
  const closenesses = candidates.map((candidate) => closeness(candidate, from));
  const most = Math.max(...closenesses);
  return candidates.filter((_, at) => closenesses[at] === most);
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
