import { grouped } from '../collections/grouped';
import { remembered } from '../collections/remembered';
import type { KubeObject } from './object';

const byList = new WeakMap<readonly KubeObject[], ReadonlyMap<string, readonly KubeObject[]>>();

export const nameKey = (kind: string, namespace: string | undefined, name: string): string => [kind, namespace, name].join('\n');

/** The objects of a list that have this kind and name; several where it holds them for several environments. */
export function namedAmong(
  objects: readonly KubeObject[],
  kind: string,
  namespace: string | undefined,
  name: string,
): readonly KubeObject[] {
  const index = remembered(byList, objects, () =>
    grouped(objects, (object) => [nameKey(object.kind, object.metadata.namespace, object.metadata.name)]),
  );
  return index.get(nameKey(kind, namespace, name)) ?? [];
}
