import type { Document, LineCounter, Node } from 'yaml';
import { yaml } from '../policy/yaml';
import { parseKey, type KeyStep } from './key-path';
import type { Position, Source } from './positions';
import { changeIn, plainTextIn } from './yaml-edit';
import { startOf, writtenOf, type Written, type WrittenMap } from './yaml-written';

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
}

/** Where an object of a YAML document is written; `node` is the object itself. */
export function yamlSource({ file, document, text, offset, positionAt }: Place, node: Node): Source {
  const written = writtenOf(document, node);
  const again = (): Node | undefined => mapAt(text, startOf(written));
  return {
    file,
    at: (key) => positionAt(deepest(written, stepsOf(key)).offset),
    change: (key, value) => {
      if (file.endsWith('.json')) return { doubt: 'only YAML is written to' };
      const node = again();
      const change = node === undefined ? { doubt: 'it is no map' } : changeIn(text, node, stepsOf(key), value);
      return 'doubt' in change ? change : { ...change, start: change.start + offset, end: change.end + offset };
    },
    plainText: (key) => {
      const value = deepest(written, stepsOf(key));
      // Most values stand in quotes, and the text need not be parsed again to see that.
      if (value.value === undefined || /["'|>]/.test(text.charAt(startOf(value.value)))) return undefined;
      const node = again();
      return node === undefined ? undefined : plainTextIn(node, stepsOf(key));
    },
  };
}

const stepsOf = (key: string | undefined): readonly KeyStep[] => (key === undefined ? [] : (parseKey(key)?.steps ?? []));

/** The map of a text that starts there: syntax trees are not kept, and few are asked for. */
function mapAt(text: string, start: number): Node | undefined {
  const { parseAllDocuments, visit } = yaml();
  let found: Node | undefined;
  for (const document of parseAllDocuments(text, PARSING)) {
    visit(document, {
      Map: (_, map) => {
        if (map.range?.[0] !== start) return undefined;
        found ??= map;
        return visit.BREAK;
      },
    });
  }
  return found;
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
  const own = keys.flatMap((key, at) => (matches(key) ? [{ value: values[at] ?? 0, offset: starts[at] ?? 0 }] : []));
  if (own.length > 0) return own;
  for (const map of merged) {
    const pairs = pairsOf(map, matches);
    if (pairs.length > 0) return pairs;
  }
  return [];
}
