import { check } from '../../src/check';
import type { Input } from '../../src/load/input';
import { findPaths } from '../../src/load/paths';
import type { StreamPolicy } from '../../src/policy/stream-policy';
import { keysIn, nameOf, worsened, type Key } from '../support/mutations';
import { samples, uses } from '../support/samples/index';
import { written } from '../support/synth';
import { SILENT } from './silent-keys';

/** Kind, path and object of a key whose worsening no rule sees under any policy that fits. */
const silent = new Map<string, readonly string[]>();

const excuses = SILENT.flatMap(({ keys, ...excuse }) => keys.map((key) => ({ ...excuse, key })));

beforeAll(() => {
  for (const folder of Object.keys(samples)) silent.set(folder, silentKeysOf(folder));
});

it.each(Object.keys(samples))('sees every key that is worsened: %s', (folder) => {
  const excused = excuses.filter((excuse) => excuse.in?.includes(folder) !== false);
  expect(silent.get(folder)?.filter((name) => !excused.some(({ key }) => key.test(name)))).toEqual([]);
});

it('excuses only keys that are silent', () => {
  const needless = excuses.filter(({ in: only, key }) => {
    const names = (only ?? [...silent.keys()]).flatMap((folder) => silent.get(folder) ?? []);
    return !names.some((name) => key.test(name));
  });
  expect(needless.map(({ key }) => String(key))).toEqual([]);
});

function silentKeysOf(folder: string): string[] {
  const silentIn = new Map<string, boolean>();
  for (const [, { sample, policy }] of uses.filter(([, use]) => use.folder === folder)) {
    const input = written(...sample.build(policy).scopes);
    const before = new Set(told(input, policy));
    const isSilent = (key: Key) => !worsened(input, key).some((worse) => isSeen(told(worse, policy), before));
    for (const key of keysIn(input)) {
      const name = nameOf(key);
      if (silentIn.get(name) !== false) silentIn.set(name, isSilent(key));
    }
  }
  return [...silentIn].flatMap(([name, isSilent]) => (isSilent ? [name] : []));
}

/** An input without any path is told of by its own: the program has nothing to show. */
function isSeen(after: readonly string[], before: ReadonlySet<string>): boolean {
  return after.length === 0 || after.some((finding) => !before.has(finding));
}

function told(input: Input, policy: StreamPolicy): string[] {
  const paths = findPaths(input, policy.paths);
  return paths.flatMap((path) => [`${path.hops.length} hops`, ...check(policy, path).map((finding) => JSON.stringify(finding))]);
}
