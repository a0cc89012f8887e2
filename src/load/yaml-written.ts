import type { Document, Node, YAMLMap, YAMLSeq } from 'yaml';
import { yaml } from '../policy/yaml';

/** Where a value is written: all that is kept of a document, as its syntax tree takes many times the room. Of a scalar, its offset. */
export type Written = number | WrittenMap | WrittenList;

export interface WrittenMap {
  readonly start: number;
  readonly keys: readonly string[];
  /** The offset of each key. */
  readonly starts: readonly number[];
  readonly values: readonly Written[];
  /** What merge keys (`<<`) bring in; of several, an earlier one wins. */
  readonly merged: readonly WrittenMap[];
  /** The value of its key `name`, by which keys tell the items of a list apart. */
  readonly name: string | undefined;
}

interface WrittenList {
  readonly start: number;
  readonly items: readonly Written[];
}

export const startOf = (written: Written): number => (typeof written === 'number' ? written : written.start);

const NONE: readonly WrittenMap[] = [];

/** Of a node of the document; an alias is written where its anchor is. */
export const writtenOf = (document: Document, node: unknown): Written => read(node, { document, anchored: new Map() });

interface Reading {
  readonly document: Document;
  /** One for each anchor, so that aliases of aliases do not multiply, and one that holds itself comes to an end. */
  readonly anchored: Map<unknown, Written>;
}

// Each value of an input comes through here: hence one pass over the pairs, and no function made for a document.
function read(given: unknown, reading: Reading): Written {
  const { isMap, isSeq } = yaml();
  const node = resolved(given, reading);
  if (isMap(node)) return anchoredBefore(node, reading) ?? readMap(node, reading);
  if (isSeq(node)) return anchoredBefore(node, reading) ?? readList(node, reading);
  return offsetOf(node);
}

const resolved = (node: unknown, { document }: Reading): unknown => (yaml().isAlias(node) ? node.resolve(document) : node);

const anchoredBefore = (node: YAMLMap | YAMLSeq, { anchored }: Reading): Written | undefined =>
  node.anchor === undefined ? undefined : anchored.get(node);

function readList(node: YAMLSeq, reading: Reading): WrittenList {
  const list: Mutable<WrittenList> = { start: offsetOf(node), items: [] };
  if (node.anchor !== undefined) reading.anchored.set(node, list);
  list.items = node.items.map((item) => read(item, reading));
  return list;
}

function readMap(node: YAMLMap, reading: Reading): WrittenMap {
  const { isScalar } = yaml();
  // As long as they will be: an array that is pushed to has room for seventeen, and there are very many of these.
  const [keys, starts, values] = [sized<string>(node), sized<number>(node), sized<Written>(node)];
  const map: Mutable<WrittenMap> = { start: offsetOf(node), keys, starts, values, merged: NONE, name: undefined };
  if (node.anchor !== undefined) reading.anchored.set(node, map);
  let length = 0;
  for (const { key, value } of node.items) {
    const name: unknown = isScalar(key) ? key.value : key;
    // The library keeps a merge key as a symbol.
    if (name === '<<' || typeof name === 'symbol') {
      map.merged = [...map.merged, ...mapsOf(read(value, reading))];
      continue;
    }
    keys[length] = asText(name);
    starts[length] = offsetOf(key);
    values[length] = read(value, reading);
    if (name === 'name') map.name ??= textOf(resolved(value, reading));
    length += 1;
  }
  for (const each of [keys, starts, values]) each.length = length;
  map.name ??= map.merged.find(({ name }) => name !== undefined)?.name;
  return map;
}

const sized = <T>({ items }: YAMLMap): T[] => new Array<T>(items.length);

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function mapsOf(written: Written): WrittenMap[] {
  if (typeof written === 'number') return [];
  return 'items' in written ? written.items.flatMap(mapsOf) : [written];
}

const textOf = (node: unknown): string => asText(yaml().isScalar(node) ? node.value : node);

const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

export const offsetOf = (node: unknown): number => (node as Node | null | undefined)?.range?.[0] ?? 0;
