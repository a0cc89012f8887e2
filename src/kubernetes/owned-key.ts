import type { Json } from './object';

/** A step into an object: a field, or the item of a list that has this name. */
export type Step = string | { readonly named: string };

/** A key that a construct writes because the stream needs it; a user's value there is an error. */
export interface OwnedKey {
  readonly path: readonly Step[];
  readonly value: Json;
}

export const ownedKey = (path: readonly Step[], value: Json): OwnedKey => ({ path, value });

export const annotation = (key: string, value: string): OwnedKey => ownedKey(['metadata', 'annotations', key], value);

/** `spec.template.spec.containers[app].lifecycle`; keys with dots or slashes in quotes. */
export function formatPath(path: readonly Step[]): string {
  return path
    .map((step) => (typeof step === 'string' ? (/[./]/.test(step) ? `["${step}"]` : `.${step}`) : `[${step.named}]`))
    .join('')
    .replace(/^\./, '');
}

/** The value at a path, or undefined. */
export function valueAt(object: unknown, path: readonly Step[]): unknown {
  return path.reduce<unknown>((at, step) => stepInto(at, step), object);
}

function stepInto(at: unknown, step: Step): unknown {
  if (typeof at !== 'object' || at === null) return undefined;
  if (typeof step === 'string') return (at as Record<string, unknown>)[step];
  return Array.isArray(at) ? at.find((item) => (item as { name?: unknown } | null)?.name === step.named) : undefined;
}

type Tree = { [key: string]: Json };

/** A copy of the object with the keys written into it; missing parents are made. */
export function withKeys<T extends object>(object: T, keys: readonly OwnedKey[]): T {
  const copy = structuredClone(object);
  for (const { path, value } of keys) {
    let at = copy as Tree | Json[];
    for (const [index, step] of path.slice(0, -1).entries()) at = child(at, step, path[index + 1]);
    const last = path.at(-1);
    if (typeof last !== 'string') throw new Error(`an owned key ends in a field, not in ${formatPath(path)}`);
    (at as Tree)[last] = structuredClone(value);
  }
  return copy;
}

function child(at: Tree | Json[], step: Step, next: Step | undefined): Tree | Json[] {
  if (typeof step === 'string') {
    const tree = at as Tree;
    tree[step] ??= typeof next === 'object' ? [] : {};
    return tree[step] as Tree | Json[];
  }
  const list = at as Tree[];
  const found = list.find((item) => item['name'] === step.named);
  if (found !== undefined) return found;
  const made = { name: step.named };
  list.push(made);
  return made;
}
