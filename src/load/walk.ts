import { statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Ignore } from 'ignore';
import { KNOWN_NAMES } from './loaders';

const NEVER = ['.git', 'node_modules'];

/** What a `.gitignore` says, of paths below its own folder. */
interface Ignored {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * The files of a folder and below whose names may be in a known format, by name. `.gitignore` is respected; `.git`,
 * `node_modules` and links are left out, so nothing outside the folder is read.
 */
export async function walk(folder: string, above: readonly Ignored[] = []): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const hasRules = entries.some((entry) => entry.name === '.gitignore' && entry.isFile());
  const ignored = hasRules ? [...above, await rulesOf(folder)] : above;
  const found = entries.map(async (entry): Promise<string[]> => {
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if (NEVER.includes(entry.name) || isIgnored(path, isFolder, ignored)) return [];
    if (isFolder) return walk(path, ignored);
    return entry.isFile() && KNOWN_NAMES.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

async function rulesOf(folder: string): Promise<Ignored> {
  // Loaded here: most runs read no folder with one.
  const { default: ignore } = await import('ignore');
  return { folder, rules: ignore().add(await readFile(join(folder, '.gitignore'), 'utf8')) };
}

/** Of several files the closest decides. */
function isIgnored(path: string, isFolder: boolean, ignored: readonly Ignored[]): boolean {
  return ignored.reduce((so, { folder, rules }) => {
    const below = relative(folder, path).replaceAll('\\', '/');
    const told = rules.test(isFolder ? `${below}/` : below);
    return told.ignored || (so && !told.unignored);
  }, false);
}

/** Whether a place is a folder. Places are few, and the first question to the disk from beside takes longer than its answer. */
export const isFolder = (place: string): boolean => statSync(place).isDirectory();
