import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/run';

const hops = join(root, 'src/hops');

/** The folders of src/hops; where a hop has several implementations, the folder of each in its place. */
export const hopFolders: readonly string[] = foldersIn(hops).flatMap((hop) => {
  const implementations = join(hops, hop, 'implementations');
  return existsSync(implementations) ? foldersIn(implementations).map((name) => `${hop}/${name}`) : [hop];
});

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
