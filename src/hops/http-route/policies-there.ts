import { isDeepStrictEqual } from 'node:util';
import type { Json, KubeObject } from '../../kubernetes/object';
import { ownedKey, valueAt, type OwnedKey } from '../../kubernetes/owned-key';

interface Target {
  readonly kind: string;
  readonly name: string;
  readonly sectionName?: string;
}

/** The targets that a policy which is there has in common with one that is needed, and those that it has besides. */
export function targetsShared(there: KubeObject, needed: KubeObject): { common: string[]; besides: string[] } {
  const sameKind = there.kind === needed.kind && there.metadata.namespace === needed.metadata.namespace;
  const [theirs, ours] = [targetsOf(there), targetsOf(needed)];
  return {
    common: sameKind ? theirs.filter((target) => ours.includes(target)) : [],
    besides: theirs.filter((target) => !ours.includes(target)),
  };
}

/** What a policy that is there lacks to be the needed one; what it is for is written only where that is not the same. */
export function keysLacking(there: KubeObject, needed: KubeObject): OwnedKey[] {
  const isForTheSame = isDeepStrictEqual(new Set(targetsOf(there)), new Set(targetsOf(needed)));
  return [...leaves(needed['spec'], ['spec']), ...leaves(needed.metadata.annotations, ['metadata', 'annotations'])]
    .filter(({ path: [, field] }) => !(isForTheSame && (field === 'targetRef' || field === 'targetRefs')))
    .filter(({ path, value }) => !isDeepStrictEqual(valueAt(there, path), value));
}

/** What a policy is for, as `kind name`; a DestinationRule names the host of a Service. A part of a target is another target. */
function targetsOf({ spec }: KubeObject): string[] {
  const host = valueAt(spec, ['host']);
  if (typeof host === 'string') return [`Service ${host}`];
  const refs = [valueAt(spec, ['targetRef']) ?? [], valueAt(spec, ['targetRefs']) ?? []].flat() as Target[];
  return refs.map(({ kind, name, sectionName }) => [kind, name, sectionName].filter((part) => part !== undefined).join(' '));
}

/** Every field of a tree with its value; a list is one value. */
function leaves(value: unknown, path: readonly string[]): OwnedKey[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [ownedKey(path, value as Json)];
  return Object.entries(value).flatMap(([key, field]) => leaves(field, [...path, key]));
}
