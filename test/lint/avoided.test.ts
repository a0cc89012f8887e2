import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTexts } from '../../src/load/loaders';
import { findPaths } from '../../src/load/paths';
import { traps } from './traps/index';

/** What the constructs emit, case by case. */
const golden = join(__dirname, '../golden');
const cases = readdirSync(golden, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
/** These lead to no path by themselves. */
const PARTS = ['service-cluster-ip', 'workload-autoscaled-aspnetcore'];

const trapped = new Set(Object.values(traps).flatMap((some) => some.map(([fact]) => fact)));

// A trap that is a value of a setting is for the rules to find, of which test/invariants/self-clean asks.
it.each(cases.filter((name) => !PARTS.includes(name)))('%s is in no trap', async (name) => {
  const folder = join(golden, name, 'expected');
  const files = readdirSync(folder).map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8') }));
  const { problems, ...input } = await loadTexts(files);
  expect(problems).toEqual([]);
  const hops = findPaths(input).flatMap((path) => path.hops);
  expect(hops).not.toEqual([]);
  const remarks = hops.flatMap((hop) => hop.remarks);
  expect(remarks.filter(({ fact }) => trapped.has(fact)).map(({ found }) => found)).toEqual([]);
});
