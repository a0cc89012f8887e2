import { readdirSync, readFileSync } from 'node:fs';
import { rules } from '../../src/rules/index';
import { webFacts } from '../../src/rules/ask/web-facts';

const ids = rules.map(({ id }) => id);
const files = readdirSync('src/rules', { withFileTypes: true }).flatMap((entry) =>
  entry.isFile() ? [entry.name.replace('.ts', '')] : [],
);

it('lists exactly the files of its folder, each once', () => {
  expect([...ids].sort()).toEqual(files.filter((name) => name !== 'index' && name !== 'rule').sort());
});

test.each(ids)('%s is exported by its file under its name', async (id) => {
  const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const module = (await import(`../../src/rules/${id}`)) as Record<string, { id: string }>;
  expect(module[name]?.id).toBe(id);
});

test.each(rules.map((rule) => [rule.id, rule] as const))('%s says what, why and what to do', (_, rule) => {
  for (const text of [rule.title, rule.symptom, rule.cause, rule.remedy]) {
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(text.length).toBeLessThan(260);
  }
});

it('has a rule for every remark that a hop makes', () => {
  const sources = ['src/hops', 'src/constructs', 'src/path', 'src/load'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
  );
  const remarked = sources.flatMap((source) => [...source.matchAll(/\brule: '([\w-]+)'/g)].map(([, id]) => id));
  expect(remarked.filter((id) => !ids.includes(id ?? ''))).toEqual([]);
});

it('has a source for what it knows of browsers', () => {
  for (const { source, says } of Object.values(webFacts))
    expect([source, says]).toEqual([expect.stringMatching(/^https:/), expect.stringMatching(/\.$/)]);
});
