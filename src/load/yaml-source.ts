import type { Document, LineCounter, Node, Pair, YAMLMap } from 'yaml';
import { yaml } from '../policy/yaml';
import { parseKey, type KeyStep } from './key-path';
import type { Position, Source } from './positions';
import { changeIn, plainTextIn } from './yaml-edit';

/** From an offset in the text of a node to a place in its file. */
type PositionAt = (offset: number) => Position;

/** Of a text that begins in the given line of its file. */
export function positionsBy(lines: LineCounter, firstLine = 1): PositionAt {
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: line + firstLine - 1, column: Math.max(col, 1) };
  };
}

/** A document of a file. */
export interface Place {
  readonly file: string;
  readonly document: Document;
  readonly text: string;
  /** Where the text begins in the file. */
  readonly offset: number;
  readonly positionAt: PositionAt;
}

/** Where an object of a YAML document is written; `node` is the object itself. */
export function yamlSource({ file, document, text, offset, positionAt }: Place, node: Node): Source {
  const stepsOf = (key: string | undefined) => (key === undefined ? [] : (parseKey(key)?.steps ?? []));
  return {
    file,
    at: (key) => positionAt(deepest(document, node, stepsOf(key)).offset),
    change: (key, value) => {
      if (file.endsWith('.json')) return { doubt: 'only YAML is written to' };
      const change = changeIn(text, node, stepsOf(key), value);
      return 'doubt' in change ? change : { ...change, start: change.start + offset, end: change.end + offset };
    },
    plainText: (key) => plainTextIn(node, stepsOf(key)),
  };
}

interface Reached {
  /** How many of the steps are written. */
  readonly depth: number;
  /** Of the last key that is. */
  readonly offset: number;
}

/** Follows the steps as far as they are written; where any item will do, to the first that has most of the rest. */
function deepest(document: Document, node: Node, steps: readonly KeyStep[]): Reached {
  return follow(document, node, steps, { depth: 0, offset: startOf(node) });
}

function follow(document: Document, node: unknown, [step, ...rest]: readonly KeyStep[], here: Reached): Reached {
  if (step === undefined) return here;
  const branches = next(document, node, step).map(({ value, offset }) =>
    follow(document, value, rest, { depth: here.depth + 1, offset }),
  );
  return branches.reduce((best, branch) => (branch.depth > best.depth ? branch : best), here);
}

interface Child {
  readonly value: unknown;
  readonly offset: number;
}

function next(document: Document, written: unknown, step: KeyStep): Child[] {
  const { isMap, isSeq } = yaml();
  const node = resolved(document, written);
  if ('field' in step) return isMap(node) ? pairsOf(document, node, (key) => key === step.field) : [];
  if ('fieldStart' in step) return isMap(node) ? pairsOf(document, node, (key) => key.startsWith(step.fieldStart)) : [];
  if (!isSeq(node)) return [];
  const items = node.items.map((value) => ({ value, offset: startOf(value) }));
  if ('anyItem' in step) return items;
  const named = items.filter(({ value }) => nameOf(document, value) === step.item);
  const place = /^\d+$/.test(step.item) ? items[Number(step.item)] : undefined;
  return named.length > 0 ? named : place === undefined ? [] : [place];
}

/** The pairs of a map with such a key; those that merge keys (`<<`) bring in only where it has none of its own. */
function pairsOf(document: Document, map: YAMLMap, matches: (key: string) => boolean): Child[] {
  const own = map.items.filter(({ key }) => matches(textOf(key))).map(({ key, value }) => ({ value, offset: startOf(key) }));
  return own.length > 0 ? own : map.items.filter(isMerge).flatMap(({ value }) => mergedPairs(document, value, matches));
}

function mergedPairs(document: Document, value: unknown, matches: (key: string) => boolean): Child[] {
  const { isMap, isSeq } = yaml();
  const node = resolved(document, value);
  if (isMap(node)) return pairsOf(document, node, matches);
  // Of several, an earlier one wins.
  const first = isSeq(node) ? node.items.find((item) => mergedPairs(document, item, matches).length > 0) : undefined;
  return first === undefined ? [] : mergedPairs(document, first, matches);
}

/** The library keeps a merge key as a symbol. */
const isMerge = ({ key }: Pair): boolean => yaml().isScalar(key) && (key.value === '<<' || typeof key.value === 'symbol');

function nameOf(document: Document, item: unknown): string | undefined {
  const node = resolved(document, item);
  const name = yaml().isMap(node) ? pairsOf(document, node, (key) => key === 'name')[0]?.value : undefined;
  return name === undefined ? undefined : textOf(resolved(document, name));
}

/** What an alias stands for. */
function resolved(document: Document, node: unknown): unknown {
  return yaml().isAlias(node) ? node.resolve(document) : node;
}

function textOf(node: unknown): string {
  const value = yaml().isScalar(node) ? node.value : node;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;
