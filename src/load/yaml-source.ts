import type { Document, LineCounter, Node } from 'yaml';
import { yaml } from '../policy/yaml';
import { parseKey, type KeyStep } from './key-path';
import type { Position, Source } from './positions';
import { changeIn, plainTextIn } from './yaml-edit';
import { offsetOf, startOf, writtenOf, type Written, type WrittenMap } from './yaml-written';

/** From an offset in the text of a node to a place in its file. */
type PositionAt = (offset: number) => Position;

/** Of a text that begins in the given line of its file. */
export function positionsBy(lines: LineCounter, firstLine = 1): PositionAt {
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: line + firstLine - 1, column: Math.max(col, 1) };
  };
}

/** How every YAML text is parsed, whether for its values or again for one of its nodes. */
export const PARSING = { merge: true, prettyErrors: false, logLevel: 'silent' } as const;

/** A document of a file. */
export interface Place {
  readonly file: string;
  readonly document: Document;
  readonly text: string;
  /** Where the text begins in the file. */
  readonly offset: number;
  readonly positionAt: PositionAt;
  /** The map of the text that starts there. */
  readonly mapAt: (start: number) => Node | undefined;
}

/** Where an object of a YAML document is written; `node` is the object itself. */
export function yamlSource({ file, document, text, offset, positionAt, mapAt }: Place, node: Node): Source {
  const written = writtenOf(document, node);
  const start = startOf(written);
  return {
    file,
    at: (key) => positionAt(deepest(written, stepsOf(key)).offset),
    change: (key, value) => {
      if (file.endsWith('.json')) return { doubt: 'only YAML is written to' };
      const node = mapAt(start);
      const change = node === undefined ? { doubt: 'it is no map' } : changeIn(text, node, stepsOf(key), value);
      return 'doubt' in change ? change : { ...change, start: change.start + offset, end: change.end + offset };
    },
    plainText: (key) => {
      const value = deepest(written, stepsOf(key));
      // Most values stand in quotes, and the text need not be parsed again to see that.
      if (value.value === undefined || /["'|>]/.test(text.charAt(startOf(value.value)))) return undefined;
      const node = mapAt(start);
      return node === undefined ? undefined : plainTextIn(node, stepsOf(key));
    },
  };
}

const stepsOf = (key: string | undefined): readonly KeyStep[] => (key === undefined ? [] : (parseKey(key)?.steps ?? []));

/**
 * The maps of a text by where they start. Its syntax tree is not kept, as few are asked for; the first who asks has it parsed
 * again, once for all the objects that one text may hold.
 */
export function mapsOf(text: string): Place['mapAt'] {
  let maps: ReadonlyMap<number, Node> | undefined;
  return (start) => (maps ??= parsedMaps(text)).get(start);
}

function parsedMaps(text: string): ReadonlyMap<number, Node> {
  const { parseAllDocuments, visit } = yaml();
  const maps = new Map<number, Node>();
  for (const document of parseAllDocuments(text, PARSING)) {
    visit(document, {
      Map: (_, map) => {
        const start = offsetOf(map);
        // A map may begin with a key that is a map; the outer one comes first.
        if (!maps.has(start)) maps.set(start, map);
      },
    });
  }
  return maps;
}

interface Reached {
  /** How many of the steps are written. */
  readonly depth: number;
  /** Of the last key that is. */
  readonly offset: number;
  /** What stands there, where all steps are. */
  readonly value: Written | undefined;
}

/** Follows the steps as far as they are written; where any item will do, to the first that has most of the rest. */
function deepest(written: Written, steps: readonly KeyStep[]): Reached {
  return follow(written, startOf(written), steps, 0);
}

function follow(written: Written, offset: number, steps: readonly KeyStep[], depth: number): Reached {
  const step = steps[depth];
  if (step === undefined) return { depth, offset, value: written };
  let best: Reached = { depth, offset, value: undefined };
  for (const child of next(written, step)) {
    const branch = follow(child.value, child.offset, steps, depth + 1);
    if (branch.depth > best.depth) best = branch;
  }
  return best;
}

interface Child {
  readonly value: Written;
  readonly offset: number;
}

function next(written: Written, step: KeyStep): Child[] {
  if (typeof written === 'number') return [];
  const isList = 'items' in written;
  if ('field' in step) return isList ? [] : pairsOf(written, (key) => key === step.field);
  if ('fieldStart' in step) return isList ? [] : pairsOf(written, (key) => key.startsWith(step.fieldStart));
  if (!isList) return [];
  const items = written.items.map((value) => ({ value, offset: startOf(value) }));
  if ('anyItem' in step) return items;
  const named = items.filter(({ value }) => typeof value !== 'number' && 'name' in value && value.name === step.item);
  const place = /^\d+$/.test(step.item) ? items[Number(step.item)] : undefined;
  return named.length > 0 ? named : place === undefined ? [] : [place];
}

/** The pairs of a map with such a key; those that merge keys bring in only where it has none of its own. */
function pairsOf({ keys, starts, values, merged }: WrittenMap, matches: (key: string) => boolean): Child[] {
  const own: Child[] = [];
  for (const [at, key] of keys.entries()) if (matches(key)) own.push({ value: values[at] ?? 0, offset: starts[at] ?? 0 });
  if (own.length > 0) return own;
  for (const map of merged) {
    const pairs = pairsOf(map, matches);
    if (pairs.length > 0) return pairs;
  }
  return [];
}
