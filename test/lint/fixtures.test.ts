import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '../../src/lint/lint';
import type { LintFinding } from '../../src/lint/lint-report';
import { rules } from '../../src/rules/index';

const folder = join(__dirname, 'fixtures');
const tried = readdirSync(folder);

/** Rules that no file of somebody else can break by itself, each with the reason. */
const NOT_BY_A_FILE: Readonly<Record<string, string>> = {
  'affinity-unsupported-by-hop':
    'a policy was given to a construct; of a path that is read, the hop that chooses the pod is told of',
  'baseline-entry-stale': 'it takes a baseline beside the file',
  'event-log-covers-max-age': 'it says how long a log must be; how long it is, no file says',
  'owned-key-set-by-user': 'only a construct owns keys',
};

/** Lints the one file of the folder whose name begins so. */
async function lintOne(rule: string, name: 'bad' | 'good') {
  const files = readdirSync(join(folder, rule)).filter((file) => file.startsWith(`${name}.`));
  expect(files).toHaveLength(1);
  const text = readFileSync(join(folder, rule, files[0] ?? ''), 'utf8');
  const { findings, paths, problems } = await lint([{ name: files[0] ?? '', text }]);
  expect([paths.length, problems]).toEqual([1, []]);
  expect(text.split('\n').length).toBeLessThanOrEqual(61);
  return findings.filter(({ suppressed }) => suppressed === undefined);
}

const serious = (findings: readonly LintFinding[]) =>
  findings.filter(({ level }) => level === 'error' || level === 'warning').map(({ rule }) => rule);

it.each(tried)('%s: fails for nothing else', async (rule) => {
  const findings = await lintOne(rule, 'bad');
  expect(findings.map((finding) => finding.rule)).toContain(rule);
  expect(serious(findings).filter((other) => other !== rule)).toEqual([]);
});

it.each(tried)('%s: passes', async (rule) => {
  const findings = await lintOne(rule, 'good');
  expect(serious(findings)).toEqual([]);
  expect(findings.map((finding) => finding.rule)).not.toContain(rule);
});

it('has every rule that a file can break', () => {
  const untried = rules.map(({ id }) => id).filter((id) => !tried.includes(id));
  expect(untried.sort()).toEqual(Object.keys(NOT_BY_A_FILE).sort());
});

it('has no folder that is no rule', () => {
  expect(tried.filter((rule) => !rules.some(({ id }) => id === rule))).toEqual([]);
});
