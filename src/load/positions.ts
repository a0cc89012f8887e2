import type { Edit } from '../path/edit';

/** A place in a file, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where an object that was loaded is written. */
export interface Source {
  readonly file: string;
  /**
   * The place of a key as settings and remarks name it, such as `spec.tls` or `metadata.annotations["a.b/c"]`; of the
   * nearest written parent where the key itself is missing; of the object where there is no key.
   */
  at(key?: string): Position;
  /** What to change in the file so that the key has this value; absent where the format is not written to. */
  readonly change?: (key: string, value: Edit['value']) => Changed;
  /** The text of a value that stands without quotes; absent where the format has no such values. */
  readonly plainText?: (key: string) => string | undefined;
}

/** Characters of a text to replace; where start and end are one, it is put between. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A change, or why it is left to a person. */
export type Changed = TextChange | { readonly doubt: string };

const sources = new WeakMap<object, Source>();

/** Loaders remember the source of every object they return: readers see plain values. */
export function remember<T extends object>(object: T, source: Source): T {
  sources.set(object, source);
  return object;
}

/** Undefined for an object that no loader made. */
export const sourceOf = (object: object): Source | undefined => sources.get(object);
