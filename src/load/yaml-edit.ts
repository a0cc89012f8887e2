import type { Node, Pair, Scalar, YAMLMap } from 'yaml';
import type { Edit } from '../path/edit';
import { yaml } from '../policy/yaml';
import type { KeyStep } from './key-path';
import type { Changed, TextChange } from './positions';

/**
 * What to change in a document so that a key of an object has this value. Only the bytes of the value are replaced, or lines
 * added; whatever would change more than this key is left.
 */
export function changeIn(text: string, node: Node, steps: readonly KeyStep[], value: Edit['value']): Changed {
  const { isAlias, isMap, isScalar, isSeq } = yaml();
  let within: unknown = node;
  for (const [at, step] of steps.entries()) {
    if (isAlias(within) || (within as Node | null)?.tag?.startsWith('!'))
      return { doubt: 'it is written elsewhere, behind an alias' };
    if ('field' in step && isMap(within)) {
      const pair = ownPair(within, step.field);
      const missing = steps.slice(pair === undefined ? at : at + 1);
      if (pair === undefined) return insertion(text, within, missing, value);
      if (missing.length > 0 && isEmpty(pair.value)) return below(text, pair, missing, value);
      within = pair.value;
    } else if (isSeq(within) && ('item' in step || 'anyItem' in step)) {
      const found = 'item' in step ? itemsOf(within.items, step.item) : within.items;
      if (found.length !== 1) return { doubt: `${found.length} items of a list may be meant` };
      [within] = found;
    } else return { doubt: 'its place is not written in a form that can be changed' };
  }
  return isScalar(within) ? replacement(within, value) : { doubt: 'it is not one value' };
}

/** The text of a scalar without quotes, tag or anchor; undefined for any other value. */
export function plainTextIn(node: Node, steps: readonly KeyStep[]): string | undefined {
  const { isMap, isScalar, isSeq } = yaml();
  let within: unknown = node;
  for (const step of steps) {
    if ('field' in step && isMap(within)) within = ownPair(within, step.field)?.value;
    else if ('item' in step && isSeq(within)) within = itemsOf(within.items, step.item)[0];
    else return undefined;
  }
  return isScalar(within) && within.type === 'PLAIN' && within.tag === undefined ? within.source : undefined;
}

const keyOf = ({ key }: Pair): unknown => (yaml().isScalar(key) ? key.value : undefined);

const ownPair = (map: YAMLMap, field: string): Pair | undefined => map.items.find((pair) => keyOf(pair) === field);

/** By its name, else by its place. */
function itemsOf(items: readonly unknown[], item: string): readonly unknown[] {
  const named = items.filter((each) => isNamed(each, item));
  return named.length > 0 || !/^\d+$/.test(item) ? named : items.slice(Number(item), Number(item) + 1);
}

const isNamed = (item: unknown, name: string): boolean => {
  const { isMap, isScalar } = yaml();
  const written = isMap(item) ? ownPair(item, 'name')?.value : undefined;
  return isScalar(written) && written.value === name;
};

/** `annotations:` with nothing behind it. */
const isEmpty = (node: unknown): boolean =>
  node === null || (yaml().isScalar(node) && node.value === null && (node.source ?? '') === '' && node.anchor === undefined);

function replacement(scalar: Scalar, value: Edit['value']): Changed {
  const [start, end] = scalar.range ?? [0, 0];
  if (scalar.anchor !== undefined) return { doubt: 'an anchor hands its value on to other keys' };
  if (scalar.type === 'BLOCK_FOLDED' || scalar.type === 'BLOCK_LITERAL') return { doubt: 'it is a text of several lines' };
  return { start, end, text: written(value, scalar.type === 'QUOTE_SINGLE') };
}

/** A new last key of a map. */
function insertion(text: string, map: YAMLMap, steps: readonly KeyStep[], value: Edit['value']): Changed {
  const fields = steps.flatMap((step) => ('field' in step ? [step.field] : []));
  if (fields.length !== steps.length) return { doubt: 'a list on the way to it is missing' };
  if (map.anchor !== undefined) return { doubt: 'an anchor hands its map on to other keys' };
  const last = map.items.at(-1);
  if (map.items.some((pair) => keyOf(pair) === '<<' || typeof keyOf(pair) === 'symbol'))
    return { doubt: 'a merge key may bring it in' };
  if (map.flow === true) {
    const inside = flow(fields, value);
    const end = last === undefined ? (map.range?.[0] ?? 0) + 1 : endOf(last);
    return { start: end, end, text: last === undefined ? ` ${inside} ` : `, ${inside}` };
  }
  const first = map.items[0];
  if (last === undefined || first === undefined) return { doubt: 'its map is empty' };
  const start = (first.key as Node).range?.[0] ?? 0;
  return afterLine(text, endOf(last), block(fields, value, start - lineStart(text, start), newline(text)));
}

/** The first keys below a key that has no value. */
function below(text: string, pair: Pair, steps: readonly KeyStep[], value: Edit['value']): Changed {
  const fields = steps.flatMap((step) => ('field' in step ? [step.field] : []));
  if (fields.length !== steps.length) return { doubt: 'a list on the way to it is missing' };
  const [start = 0, end = 0] = (pair.key as Node).range ?? [];
  return afterLine(text, end, block(fields, value, start - lineStart(text, start) + INDENT, newline(text)));
}

const INDENT = 2;

/** Behind the line that this offset is in, comments of that line included. */
function afterLine(text: string, offset: number, lines: string): TextChange {
  // A text of several lines ends with its line.
  if (text[offset - 1] === '\n') return { start: offset, end: offset, text: `${lines}${newline(text)}` };
  const found = text.slice(offset).search(/\r?\n/);
  const at = found === -1 ? text.length : offset + found;
  return { start: at, end: at, text: `${newline(text)}${lines}` };
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
const newline = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** Where a pair ends that may have no value, or one of several lines. */
function endOf({ key, value }: Pair): number {
  const range = (value as Node | null)?.range ?? (key as Node).range;
  return range?.[1] ?? 0;
}

function block(fields: readonly string[], value: Edit['value'], indent: number, end: string): string {
  return fields
    .map((field, depth) => {
      const last = depth === fields.length - 1 ? ` ${written(value)}` : '';
      return `${' '.repeat(indent + depth * INDENT)}${nameOf(field)}:${last}`;
    })
    .join(end);
}

function flow([field = '', ...rest]: readonly string[], value: Edit['value']): string {
  return `${nameOf(field)}: ${rest.length === 0 ? written(value) : `{ ${flow(rest, value)} }`}`;
}

const nameOf = (field: string): string => (/^[A-Za-z][\w./-]*$/.test(field) ? field : JSON.stringify(field));

/** In quotes whatever is no number or boolean: without them `off` and `1` are none of a text to Kubernetes. */
function written(value: Edit['value'], isSingle = false): string {
  if (typeof value !== 'string') return String(value);
  return isSingle && !/['\\\n]/.test(value) ? `'${value}'` : JSON.stringify(value);
}
