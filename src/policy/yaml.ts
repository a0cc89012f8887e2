import type * as Yaml from 'yaml';

/** Loaded on first use: most programs that import sse-ready never read a file. */
export function yaml(): typeof Yaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('yaml') as typeof Yaml;
}
