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

/** A copy of the object with the keys written into it; missing parents are made. What no key touches is shared, not copied. */
export function withKeys<T extends object>(object: T, keys: readonly OwnedKey[]): T {
  return keys.reduce<unknown>((at, { path, value }) => written(at, path, value), object) as T;
}

function written(at: unknown, [step, ...rest]: readonly Step[], value: Json): unknown {
  if (step === undefined) return value;
  if (typeof step === 'string') {
    const fields = (at ?? {}) as Readonly<Record<string, unknown>>;
    return { ...fields, [step]: written(fields[step], rest, value) };
  }
  const items = (at ?? []) as readonly { readonly name?: unknown }[];
  const index = items.findIndex(({ name }) => name === step.named);
  return index === -1
    ? [...items, written({ name: step.named }, rest, value)]
    : items.with(index, written(items[index], rest, value) as { name?: unknown });
}
