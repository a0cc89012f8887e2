import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run';

/** Every page of docs/ that the program prints, and how. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  'docs/rules.md': ['explain', 'rules'],
  'docs/hops.md': ['explain', 'hops'],
  'docs/stream-policy.schema.json': ['schema'],
  'docs/sse-ready.schema.json': ['schema', 'config'],
  'docs/lint-report.schema.json': ['schema', 'lint'],
};

/** Writes the printed pages; with `--check` tells which of them differ from what is committed. */
function main(checkOnly: boolean): void {
  for (const [page, args] of Object.entries(PAGES)) {
    const printed = execFileSync(process.execPath, ['lib/cli/main.js', ...args], { cwd: root, encoding: 'utf8' });
    const file = join(root, page);
    const committed = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    if (committed === printed) continue;
    if (checkOnly) process.exitCode = 1;
    else writeFileSync(file, printed);
    console.log(checkOnly ? `${page} is not what \`sse-ready ${args.join(' ')}\` prints; run \`npm run docs\`` : `wrote ${page}`);
  }
}

main(process.argv.includes('--check'));
