import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../src/check';
import { OF_AFFINITY } from '../../src/lint/no-policy';
import { loadTexts } from '../../src/load/loaders';
import { findPaths } from '../../src/load/paths';
import type { Path } from '../../src/path/path';
import { StreamPolicy, type Affinity } from '../../src/policy/stream-policy';

const folder = join(__dirname, 'fixtures');

async function paths(): Promise<Path[]> {
  const names = readdirSync(folder).flatMap((rule) => readdirSync(join(folder, rule)).map((file) => join(folder, rule, file)));
  const found = await Promise.all(
    names.map(async (name) => findPaths(await loadTexts([{ name, text: readFileSync(name, 'utf8') }]))),
  );
  return found.flat();
}

/** Says only that affinity none is what makes a log necessary, of a log that is there. */
const IN_WORDS_ONLY = 'event-log-covers-max-age';

it('only the rules about affinity find something else where a policy wants none', async () => {
  const shared: Affinity = { kind: 'none', reason: 'a shared log' };
  const [kept, free] = [new StreamPolicy({ paths: ['/events'] }), new StreamPolicy({ paths: ['/events'], affinity: shared })];
  const others = (policy: StreamPolicy, path: Path) =>
    check(policy, path).filter(({ rule }) => !OF_AFFINITY.has(rule) && rule !== IN_WORDS_ONLY);
  const all = await paths();
  expect(all.length).toBeGreaterThan(50);
  for (const path of all) expect(others(free, path)).toEqual(others(kept, path));
  expect(all.some((path) => check(kept, path).length !== check(free, path).length)).toBe(true);
});
