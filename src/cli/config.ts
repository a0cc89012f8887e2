import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type * as Ignore from 'ignore';
import type { Document, Node } from 'yaml';
import type { Levels } from '../lint/levels';
import { yaml } from '../policy/yaml';
import type * as ConfigSchema from './config-schema';
import { readFile } from './read-file';
import { UsageError } from './usage-error';

/** Looked for in the working directory. */
const CONFIG_FILE = 'sse-ready.yaml';

/** What a configuration says, its paths as seen from the working directory. */
export interface Config {
  readonly levels?: Levels;
  readonly policy?: string;
  readonly streams?: readonly string[];
  readonly baseline?: string;
  readonly isIgnored: (file: string) => boolean;
}

/**
 * The configuration in a file, by default in sse-ready.yaml where there is one.
 * @throws UsageError naming every problem with its line; LoadError when the file cannot be read.
 */
export function readConfig(given: string | undefined): Config {
  const file = given ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined);
  return file === undefined ? { isIgnored: () => false } : parseConfig(readFile(file).toString('utf8'), file);
}

function parseConfig(text: string, file: string): Config {
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) throw new UsageError(`${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`);
  const { success, data, error: refused } = schema().safeParse(document.toJS() ?? {});
  if (!success) {
    const told = refused.issues.map((issue) => `${file}:${lines.linePos(offsetOf(document, issue)).line}: ${sentence(issue)}`);
    throw new UsageError(told.join('\n'));
  }
  const beside = (name: string): string => join(dirname(file), name);
  const { rules, policy, streams, baseline, ignore = [] } = data;
  return {
    ...(rules === undefined ? {} : { levels: rules }),
    ...(policy === undefined ? {} : { policy: beside(policy) }),
    ...(streams === undefined ? {} : { streams }),
    ...(baseline === undefined ? {} : { baseline: beside(baseline) }),
    isIgnored: ignoring(ignore, dirname(file)),
  };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

function sentence({ path, message, keys }: Issue): string {
  if (path.length > 0) return `${path.join('.')}: ${message}`;
  return keys === undefined ? message : `${message}; there are ${Object.keys(schema().shape).join(', ')}`;
}

/** Of the key that is not known, else of the value, else of the nearest that is written. */
function offsetOf(document: Document, { path, keys: [key] = [] }: Issue): number {
  const { isMap, isScalar } = yaml();
  const written = document.getIn(path, true);
  if (key !== undefined && isMap(written)) {
    const pair = written.items.find((item) => isScalar(item.key) && item.key.value === key);
    return (pair?.key as Node | undefined)?.range?.[0] ?? 0;
  }
  return (written as Node | undefined)?.range?.[0] ?? 0;
}

function ignoring(patterns: readonly string[], folder: string): Config['isIgnored'] {
  if (patterns.length === 0) return () => false;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { default: ignore } = require('ignore') as typeof Ignore;
  const rules = ignore().add(patterns);
  return (file) => {
    const below = relative(folder, resolve(file)).replaceAll('\\', '/');
    return ignore.isPathValid(below) && rules.ignores(below);
  };
}

/** Loaded on first use, with the schema library. */
function schema(): typeof ConfigSchema.configSchema {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('./config-schema') as typeof ConfigSchema).configSchema;
}
