import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/run';
import { hops } from '../../src/hops/index';
import type { Fact } from '../../src/path/fact';
import { pageOf } from '../../src/report/rule-link';
import { webFacts } from '../../src/rules/ask/web-facts';
import { rules } from '../../src/rules/index';
import { sourceFiles } from '../architecture/source-imports';
import { factsInSource, isUsed } from '../support/facts-in-source';
import { foundIn } from '../support/found';
import { hopFolders } from '../support/hop-folders';
import { byCookie } from '../support/policies';
import { uses } from '../support/samples/index';

const ids = rules.map(({ id }) => id);
const everyAspect = [...new Set(hops.flatMap((hop) => hop.plan(byCookie).settings.map(({ aspect }) => aspect)))];
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('hops', () => {
  it('are listed, each folder of them', () => {
    const types = hops.map(({ type }) => type);
    expect(hopFolders.filter((folder) => !types.some((type) => type === folder || type.startsWith(`${folder}/`)))).toEqual([]);
    expect(types.filter((type) => !hopFolders.some((folder) => type === folder || type.startsWith(`${folder}/`)))).toEqual([]);
    expect(new Set(types).size).toBe(types.length);
  });

  it.each(hops.map((hop) => [hop.type, hop] as const))('%s is documented, and plans hops of its folder', (type, hop) => {
    expect(textOf('docs/hops.md').includes(`\n## ${type}\n`)).toBe(true);
    expect(hop.plan(byCookie).type).toBe(type.split('/')[0]);
    expect(hop.title).toMatch(/^[A-Z].*\.$/);
  });
});

describe('facts', () => {
  it('are found', () => {
    const exported = [...hops.map(({ facts }) => facts), webFacts].flatMap((facts) => Object.keys(facts));
    const found = factsInSource.map(({ name }) => name);
    expect(exported.filter((name) => !found.includes(name))).toEqual([]);
  });

  it('are each one of a hop, and none is lost to another of its name where tables are joined', () => {
    const inHops = factsInSource.filter(({ file, isOwn }) => isOwn && file.startsWith('hops/'));
    const ofHops = new Set(hops.flatMap(({ facts }) => Object.values<Fact>(facts)));
    expect(ofHops.size).toBe(inHops.length);
    const lost = hopFolders.flatMap((folder) => {
      const [hop, implementation] = folder.split('/');
      const files =
        implementation === undefined
          ? [`hops/${hop}/`]
          : [`hops/${hop}/facts.ts`, `hops/${hop}/implementations/${implementation}/`];
      const names = inHops.filter(({ file }) => files.some((start) => file.startsWith(start))).map(({ name }) => name);
      return names.filter((name, i) => names.indexOf(name) !== i).map((name) => `${folder} ${name}`);
    });
    expect(lost).toEqual([]);
  });

  it('are each used outside of their definition', () => {
    const unused = factsInSource.filter((fact) => fact.isOwn && !isUsed(fact));
    expect(unused.map(({ variable, name }) => `${variable}.${name}`)).toEqual([]);
  });

  const all: Readonly<Record<string, Fact>> = Object.fromEntries(
    [...hops.map(({ type, facts }) => [type, facts] as const), ['the web', webFacts] as const].flatMap(([of, facts]) =>
      Object.entries<Fact>(facts).map(([name, fact]) => [`${of} ${name}`, fact]),
    ),
  );

  it.each(Object.entries(all))('have a sentence, a source and the day it was read: %s', (_, { says, source, checked }) => {
    expect(says).toMatch(/\S.*\.$/s);
    expect(source.startsWith('docs/') ? existsSync(join(root, source)) : URL.canParse(source)).toBe(true);
    expect(source).toMatch(/^(https:\/\/|docs\/)/);
    expect(new Date(checked).toISOString().slice(0, 10)).toBe(checked);
  });

  it.each(Object.entries(all).filter(([, { known }]) => known === 'measured'))('name program and version: %s', (_, fact) => {
    expect(fact.provenWith).toMatch(/^[A-Z]\S* .*\d|^[a-z-]+ \d/);
  });
});

describe('rules', () => {
  const sources = sourceFiles.filter((file) => !file.startsWith('rules/')).map((file) => textOf(`src/${file}`));
  const ofLint = sourceFiles.filter((file) => file.startsWith('lint/')).map((file) => textOf(`src/${file}`));
  const remarked = [
    ...sources.flatMap((source) => [...source.matchAll(/\brule: '([\w-]+)'/g)]),
    ...ofLint.flatMap((source) => [...source.matchAll(/\bown\(\s*'([\w-]+)'/g)]),
  ].map(([, id]) => id);

  it('are there for every remark and every suppression', () => {
    const paths = uses.flatMap(([, { sample, policy }]) => foundIn(sample.build(policy), policy));
    const made = paths.flatMap(({ hops: some }) =>
      some.flatMap(({ remarks, suppressed }) => [...remarks.map(({ rule }) => rule), ...Object.keys(suppressed)]),
    );
    expect([...new Set([...remarked, ...made])].filter((id) => id === undefined || !ids.includes(id))).toEqual([]);
  });

  it('that ask nothing themselves are raised by some hop, or by lint itself', () => {
    const silent = rules.filter(({ id }) => textOf(`src/rules/${id}.ts`).includes('ask: remarksOnly') && !remarked.includes(id));
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it.each(ids)('%s has the page that its findings lead to', (id) => {
    const [file = '', anchor] = pageOf(id).split('#');
    expect(textOf(file).split('\n')).toContain(`## ${anchor}`);
  });

  it.each(rules)('$id names every aspect that it asks for', ({ id, aspects }) => {
    const asked = [...textOf(`src/rules/${id}.ts`).matchAll(/'([a-z0-9-]+)'/g)].map(([, text]) => text);
    expect(everyAspect.filter((aspect) => asked.includes(aspect) && !aspects.includes(aspect))).toEqual([]);
  });

  it('are about every aspect that a hop is planned by', () => {
    expect(everyAspect.filter((aspect) => !rules.some(({ aspects }) => aspects.includes(aspect)))).toEqual([]);
  });

  const checks = join(root, 'src/probe/checks');
  const atProbe = existsSync(checks) ? it : it.skip;
  atProbe('are proven by checks that the probe has', () => {
    const proofs = rules.flatMap(({ provenBy }) => provenBy.flatMap((proof) => ('check' in proof ? [proof.check] : [])));
    expect([...new Set(proofs)].filter((id) => !existsSync(join(checks, `${id}.ts`)))).toEqual([]);
  });
});
