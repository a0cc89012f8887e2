import { check } from '../../src/check';
import { lint } from '../../src/lint/lint';
import type { LintFinding } from '../../src/lint/lint-report';
import type { Input } from '../../src/load/input';
import { findPaths } from '../../src/load/paths';
import type { StreamPolicy } from '../../src/policy/stream-policy';
import { placesOf, textsOf } from '../support/as-text';
import { keysIn, nameOf, worsened, type Key } from '../support/mutations';
import { samples, uses } from '../support/samples/index';
import { written } from '../support/synth';
import { SEEN_ELSEWHERE } from './seen-elsewhere';
import { SILENT } from './silent-keys';

/** What runs pods is the same in every sample. */
const OF_PODS = /^(Deployment|PodDisruptionBudget|HorizontalPodAutoscaler)$/;

const excusesOf = (
  name: string,
  folder: string,
  excuses: readonly { in?: readonly string[]; keys: readonly RegExp[] }[],
): RegExp[] =>
  excuses.filter((excuse) => excuse.in?.includes(folder) !== false).flatMap(({ keys }) => keys.filter((key) => key.test(name)));

const needed = new Set<RegExp>();

/** Of nginx everything is in one key, a text of its own. */
const folders = Object.keys(samples).filter((folder) => folder !== 'nginx');

it.each(folders)('tells of each key that is worsened in a text, where it stands: %s', async (folder) => {
  const strays: string[] = [];
  let told = 0;
  for (const { name, key, input, policy } of keysOf(folder)) {
    const before = new Set((await findingsIn(input, policy)).map(identity));
    for (const worse of worsened(input, key)) {
      const fresh = (await findingsIn(worse, policy)).filter((finding) => !before.has(identity(finding)));
      told += fresh.length;
      const found = strayIn(fresh, placesOf(textsOf(worse), worse, key));
      const excuses = excusesOf(name, folder, SEEN_ELSEWHERE);
      if (found.length > 0) excuses.forEach((excuse) => needed.add(excuse));
      if (excuses.length === 0) strays.push(...found.map((stray) => `${name}: ${stray}`));
    }
  }
  expect(strays).toEqual([]);
  expect(told).toBeGreaterThan(0);
});

it('excuses only keys that are told of elsewhere', () => {
  expect(SEEN_ELSEWHERE.flatMap(({ keys }) => keys).filter((key) => !needed.has(key))).toEqual([]);
});

/** Each key of which a rule tells under some policy, in the first sample of the folder that has it. */
function keysOf(folder: string) {
  const first = new Map<string, { name: string; key: Key; input: Input; policy: StreamPolicy }>();
  for (const [, { sample, policy }] of uses.filter(([, use]) => use.folder === folder)) {
    const input = written(...sample.build(policy).scopes);
    for (const key of keysIn(input).filter(({ object }) => folder === 'workload' || !OF_PODS.test(object))) {
      const name = nameOf(key);
      if (!first.has(name) && excusesOf(name, folder, SILENT).length === 0) first.set(name, { name, key, input, policy });
    }
  }
  return first.values();
}

/** All that `lint` finds in the texts, which is all that is to be found in the objects. */
async function findingsIn(input: Input, policy: StreamPolicy): Promise<readonly LintFinding[]> {
  const { findings, problems } = await lint(textsOf(input), { policy: policy.toJSON() });
  const inObjects = findPaths(input, policy.paths).flatMap((path) => check(policy, path));
  const rules = new Set(findings.map(({ rule }) => rule));
  expect([problems, inObjects.filter(({ rule }) => !rules.has(rule))]).toEqual([[], []]);
  return findings;
}

const identity = ({ rule, level, message, location }: LintFinding): string =>
  JSON.stringify([rule, level, message, location.object]);

/** Errors that stand anywhere but at the key or around it; all that is new, where nothing stands there. */
function strayIn(fresh: readonly LintFinding[], places: readonly string[]): string[] {
  const placeOf = ({ location: { file, line, column } }: LintFinding): string => `${file}:${line}:${column}`;
  const elsewhere = fresh.filter((finding) => !places.includes(placeOf(finding)));
  const strays = elsewhere.length === fresh.length ? elsewhere : elsewhere.filter(({ level }) => level === 'error');
  return strays.map((finding) => `${finding.level} ${finding.rule} at ${placeOf(finding)} for ${places[0]}`);
}
