import type { Document, Node, Pair, YAMLMap } from 'yaml';
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
export function writtenOf(document: Document, node: unknown): Written {
  const { isAlias, isMap, isSeq } = yaml();
  // One for each anchor, so that aliases of aliases do not multiply, and one that holds itself comes to an end.
  const anchored = new Map<unknown, Written>();
  const resolved = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const remembered = <T extends Written>(node: Node, written: T): T => {
    if ('anchor' in node && node.anchor !== undefined) anchored.set(node, written);
    return written;
  };
  const read = (given: unknown): Written => {
    const node = resolved(given);
    const known = anchored.get(node);
    if (known !== undefined) return known;
    const start = offsetOf(node);
    if (isMap(node)) return readMap(node, start);
    if (!isSeq(node)) return start;
    const list: Mutable<WrittenList> = remembered(node, { start, items: [] });
    list.items = node.items.map(read);
    return list;
  };
  const readMap = (node: YAMLMap, start: number): WrittenMap => {
    const map: Mutable<WrittenMap> = { start, keys: [], starts: [], values: [], merged: NONE, name: undefined };
    remembered(node, map);
    const own = node.items.some(isMerge) ? node.items.filter((pair) => !isMerge(pair)) : node.items;
    // Made by `map`: an array that is pushed to has room for seventeen, and there are very many of these.
    map.keys = own.map(({ key }) => textOf(key));
    map.starts = own.map(({ key }) => offsetOf(key));
    map.values = own.map(({ value }) => read(value));
    if (own !== node.items) map.merged = node.items.filter(isMerge).flatMap(({ value }) => mapsOf(read(value)));
    const named = own.find((_, at) => map.keys[at] === 'name');
    map.name = named === undefined ? map.merged.find(({ name }) => name !== undefined)?.name : textOf(resolved(named.value));
    return map;
  };
  return read(node);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function mapsOf(written: Written): WrittenMap[] {
  if (typeof written === 'number') return [];
  return 'items' in written ? written.items.flatMap(mapsOf) : [written];
}

/** The library keeps a merge key as a symbol. */
const isMerge = ({ key }: Pair): boolean => yaml().isScalar(key) && (key.value === '<<' || typeof key.value === 'symbol');

function textOf(node: unknown): string {
  const value = yaml().isScalar(node) ? node.value : node;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

export const offsetOf = (node: unknown): number => (node as Node | null | undefined)?.range?.[0] ?? 0;
