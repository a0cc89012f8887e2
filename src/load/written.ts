/** A value with the places it is written at, as offsets in its text. */
export type Written = WrittenValue | WrittenList | WrittenFields;

interface WrittenValue {
  readonly offset: number;
  readonly value: string | number | boolean | null;
}

export interface WrittenList {
  readonly offset: number;
  readonly items: readonly Written[];
}

export interface WrittenFields {
  readonly offset: number;
  /** In the order of the text; a key may be written twice. */
  readonly fields: readonly WrittenField[];
}

export interface WrittenField {
  readonly key: string;
  /** Where the key is. */
  readonly offset: number;
  readonly value: Written;
}

export const isFields = (written: Written | undefined): written is WrittenFields => written !== undefined && 'fields' in written;
export const isList = (written: Written | undefined): written is WrittenList => written !== undefined && 'items' in written;

/** The field of a key, the last where it is written twice, as every JSON reader takes it. */
export function fieldOf(written: Written | undefined, key: string): WrittenField | undefined {
  return isFields(written) ? written.fields.findLast((field) => field.key === key) : undefined;
}

/** The value below these keys. */
export function writtenAt(written: Written | undefined, ...keys: readonly string[]): Written | undefined {
  return keys.reduce<Written | undefined>((within, key) => fieldOf(within, key)?.value, written);
}

export function textAt(written: Written | undefined, ...keys: readonly string[]): string | undefined {
  const found = writtenAt(written, ...keys);
  return found !== undefined && 'value' in found && typeof found.value === 'string' ? found.value : undefined;
}

export function itemsAt(written: Written | undefined, ...keys: readonly string[]): readonly Written[] {
  const found = writtenAt(written, ...keys);
  return isList(found) ? found.items : [];
}

/** The value as plain data. */
export function plain(written: Written): unknown {
  if ('value' in written) return written.value;
  return 'items' in written ? written.items.map(plain) : plainFields(written);
}

/** `Object.fromEntries` makes a key such as __proto__ a key like any other. */
export function plainFields({ fields }: WrittenFields): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ key, value }) => [key, plain(value)]));
}

/** The first key that one object has twice, at any depth. */
export function twice(written: Written): WrittenField | undefined {
  if ('value' in written) return undefined;
  if ('items' in written) return first(written.items, twice);
  const seen = new Set<string>();
  return first(written.fields, (field) => {
    if (seen.has(field.key)) return field;
    seen.add(field.key);
    return twice(field.value);
  });
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How much there is of it, in values and characters. */
export function sizeOf(written: Written): number {
  if ('value' in written) return typeof written.value === 'string' ? 1 + written.value.length : 1;
  const inside = 'items' in written ? written.items : written.fields.map(({ value }) => value);
  return inside.reduce((sum, one) => sum + sizeOf(one), 1);
}

/** The same value at another place, such as where a name stands for it. */
export function placedAt(offset: number, written: Written): Written {
  if ('value' in written) return { offset, value: written.value };
  if ('items' in written) return { offset, items: written.items.map((item) => placedAt(offset, item)) };
  return { offset, fields: written.fields.map(({ key, value }) => ({ key, offset, value: placedAt(offset, value) })) };
}
