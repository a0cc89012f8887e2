import { readdirSync, readFileSync } from 'node:fs';
import { checks } from '../../../src/probe/checks/index';
import { withThese } from '../support/healthy';
import { connection } from '../support/timeline';
import { failing, resultOf } from '../support/verdicts';
import { cases } from './cases';

const ids = checks.map(({ id }) => id);

it('lists exactly the files of its folder, each once', () => {
  const files = readdirSync('src/probe/checks').map((file) => file.replace('.ts', ''));
  expect([...ids].sort()).toEqual(files.filter((name) => name !== 'index'));
});

it('has a case for every check', () => {
  expect(Object.keys(cases).sort()).toEqual([...ids].sort());
});

test.each(ids)('%s is exported by its file under its name', async (id) => {
  const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const module = (await import(`../../../src/probe/checks/${id}`)) as Record<string, { id: string }>;
  expect(module[name]?.id).toBe(id);
});

test.each(checks.map((check) => [check.id, check] as const))('%s says what, why and what to do', (_, check) => {
  for (const text of [check.title, check.symptom, check.cause, check.remedy]) {
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(text.length).toBeLessThan(260);
  }
});

test.each(ids)('%s is documented', (id) => {
  expect(readFileSync('docs/rules.md', 'utf8')).toContain(`## ${id} (live)`);
});

const named = Object.entries(cases);

it.each(named.flatMap(([id, { faults }]) => Object.entries(faults).map(([name, made]) => [id, name, made] as const)))(
  '%s, and nothing else, fails for %s',
  (id, _, made) => {
    expect(failing(made)).toEqual([id]);
    expect(resultOf(id, made).evidence).toMatch(/\d/);
  },
);

it.each(named.flatMap(([id, { harmless }]) => Object.entries(harmless).map(([name, made]) => [id, name, made] as const)))(
  '%s passes for %s',
  (id, _, made) => {
    expect(failing(made)).toEqual([]);
    expect(resultOf(id, made).status).toBe('pass');
  },
);

it.each(named)('%s is unknown when the probe is stopped before it can tell', (id, { cutShort }) => {
  expect(resultOf(id, cutShort, true).status).toBe('unknown');
});

it('judges more events than a call takes arguments', () => {
  const made = withThese(connection('stream', { foreign: true, sends: Array.from({ length: 200_000 }, (_, nth) => nth / 30) }));
  expect(failing(made)).toEqual([]);
});
