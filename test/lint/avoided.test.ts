import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTexts } from '../../src/load/loaders';
import { findPaths } from '../../src/load/paths';
import type { Fact } from '../../src/path/fact';
import { traps } from './traps/index';

/** What the constructs emit, case by case. */
const golden = join(__dirname, '../golden');
const cases = readdirSync(golden, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
/** These lead to no path by themselves. */
const PARTS = ['service-cluster-ip', 'workload-autoscaled-aspnetcore'];

/** A fact as it stands for more than a trap: what is written right is cited by it too. */
async function citedIn(name: string): Promise<Fact[]> {
  const folder = join(golden, name, 'expected');
  const files = readdirSync(folder).map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8') }));
  const { problems, ...input } = await loadTexts(files);
  expect(problems).toEqual([]);
  const hops = findPaths(input).flatMap((path) => path.hops);
  return hops.flatMap(({ settings, remarks }) => [...settings, ...remarks].map(({ fact }) => fact));
}

const trapped = new Set(Object.values(traps).flatMap((some) => some.map(([fact]) => fact)));

it.each(cases.filter((name) => !PARTS.includes(name)))('%s is in no trap', async (name) => {
  const cited = await citedIn(name);
  expect(cited).not.toEqual([]);
  expect(cited.filter((fact) => trapped.has(fact)).map(({ says }) => says)).toEqual([]);
});
