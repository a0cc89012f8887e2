import type * as Yaml from 'yaml';

let library: typeof Yaml | undefined;

/** Loaded on first use, most programs that import sse-ready never read a file; and once: to ask for a module again costs too. */
export function yaml(): typeof Yaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  library ??= require('yaml') as typeof Yaml;
  return library;
}
