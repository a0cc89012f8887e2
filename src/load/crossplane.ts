import type { Block, Directive } from '../nginx/directive';
import type { Parsed } from '../nginx/parse';

/** A directive in the payload that `crossplane parse` prints: it has lines and no columns. */
interface Item {
  readonly directive: string;
  readonly line?: number;
  readonly args?: readonly string[];
  readonly block?: readonly Item[];
  readonly comment?: string;
  /** Of a payload that was combined. */
  readonly file?: string;
}

interface Config {
  readonly file: string;
  readonly parsed: readonly Item[];
  readonly errors?: readonly { readonly error?: string; readonly line?: number | null }[];
}

/** The files of a crossplane payload, by name; undefined for any other text. */
export function crossplaneFiles(text: string, name: string): [string, Parsed][] | undefined {
  if (!/^\s*\{\s*"/.test(text)) return undefined;
  const configs = configsIn(text);
  return configs?.map((config) => {
    const file = config.file === '-' ? name : config.file;
    const problems = (config.errors ?? []).map(({ error = 'cannot be read', line }) => ({
      file,
      line: line ?? 1,
      message: error.replace(/ in \S+:\d+$/, ''),
    }));
    return [file, { block: blockOf(config.parsed, file), problems }];
  });
}

function configsIn(text: string): readonly Config[] | undefined {
  try {
    const { config } = JSON.parse(text) as { config?: unknown };
    return Array.isArray(config) && config.length > 0 && config.every(isConfig) ? config : undefined;
  } catch {
    return undefined;
  }
}

/** As deep as our own parser goes. */
const MAX_DEPTH = 50;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isConfig = (value: unknown): value is Config =>
  isObject(value) && typeof value['file'] === 'string' && areItems(value['parsed'], MAX_DEPTH);
const areItems = (value: unknown, depth: number): boolean =>
  Array.isArray(value) && depth > 0 && value.every((item) => isItem(item, depth));
const isItem = (value: unknown, depth: number): boolean =>
  isObject(value) &&
  typeof value['directive'] === 'string' &&
  (value['args'] === undefined || (Array.isArray(value['args']) && value['args'].every((arg) => typeof arg === 'string'))) &&
  (value['block'] === undefined || areItems(value['block'], depth - 1));

function blockOf(items: readonly Item[], file: string): Block {
  const comments = items.flatMap(({ comment, line = 1 }) => (comment === undefined ? [] : [{ text: `#${comment}`, file, line }]));
  const directives = items.filter(({ directive }) => directive !== '#').map((item) => directiveOf(item, file));
  return { directives, comments };
}

function directiveOf(item: Item, file: string): Directive {
  const own = { name: item.directive, args: item.args ?? [], file: item.file ?? file, line: item.line ?? 1, column: 1 };
  return item.block === undefined ? own : { ...own, block: blockOf(item.block, own.file) };
}
