import type { Position, Source } from './positions';
import { fieldOf, isFields, isList, textAt, type Written, type WrittenField } from './written';

/** Where the keys of an object are, by the offsets of its text. `offset` is where the object itself begins. */
export function sourceIn(file: string, lines: Lines, written: Written, offset = written.offset): Source {
  return { file, at: (key) => lines.positionOf(key === undefined ? offset : offsetOf(key, written, offset)) };
}

/** Offsets of a text to lines and columns, counted only when the first is asked for. */
export class Lines {
  private starts: number[] | undefined;

  constructor(private readonly text: string) {}

  positionOf(offset: number): Position {
    const starts = (this.starts ??= startsOf(this.text));
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  lineOf(offset: number): number {
    return this.positionOf(offset).line;
  }
}

function startsOf(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** `name`, `[name]` of a block in a list, or `["key"]`. */
const STEP = /\.?(?<key>[^.[\]]+)|\["(?<quoted>[^"]*)"\]|\[(?<item>[^\]]*)\]/gy;

/** In front of a key of an object that belongs to the hop's main one: `azurerm_public_ip idle_timeout_in_minutes`. */
const KIND = /^[A-Za-z]\w*(?:\/\S+)? /;

/** The place of a key, as near as it is written. */
function offsetOf(path: string, written: Written, offset: number): number {
  let [place, within]: [number, Written] = [offset, written];
  for (const { groups = {} } of path.replace(KIND, '').matchAll(STEP)) {
    const { key, quoted, item } = groups;
    const next = item !== undefined ? itemOf(within, item) : fieldIn(within, key ?? quoted ?? '');
    if (next === undefined) break;
    [place, within] = [next.offset, 'key' in next ? next.value : next];
  }
  return place;
}

/** By its attribute `name`, which is "?" where an expression makes it, or its `flag`; else by its place; any item for `[]`. */
function itemOf(within: Written, item: string): Written | undefined {
  const items = isList(within) ? within.items : [within];
  const named = items.find((one) => {
    const name = textAt(one, 'name');
    if (item === '?') return name === undefined || name.includes('${');
    return name === item || textAt(one, 'flag') === item;
  });
  if (named !== undefined || item === '') return named ?? items[0];
  return /^\d+$/.test(item) ? items[Number(item)] : undefined;
}

/** A block that occurs once is read with or without a list around it; ARM puts what is written below `properties`. */
function fieldIn(within: Written, key: string): WrittenField | undefined {
  if (isList(within)) {
    for (const item of within.items) {
      const found = fieldIn(item, key);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isFields(within)) return undefined;
  const dynamic = fieldOf(within, 'dynamic')?.value;
  const properties = fieldOf(within, 'properties')?.value;
  return (
    fieldOf(within, key) ??
    // Azure's names are compared without case.
    within.fields.find((field) => field.key.toLowerCase() === key.toLowerCase()) ??
    (dynamic === undefined ? undefined : fieldIn(dynamic, key)) ??
    (properties === undefined ? undefined : fieldIn(properties, key))
  );
}
