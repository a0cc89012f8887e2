import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { hops } from '../../src/hops/index';
import { loadTexts } from '../../src/load/loaders';
import { findPaths } from '../../src/load/paths';
import type { Fact } from '../../src/path/fact';
import type { Hop } from '../../src/path/hop';
import { byCookie } from '../support/policies';
import { traps } from './traps/index';
import type { Trap } from './traps/trap';
import { UNSEEN } from './traps/unseen';

interface Fields {
  readonly [field: string]: unknown;
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields over those that are there; null removes one. */
function merged(fields: Fields, over: Fields): Fields {
  const all: Record<string, unknown> = { ...fields };
  for (const [field, value] of Object.entries(over)) {
    const before = all[field];
    if (value === null) delete all[field];
    else all[field] = isFields(before) && isFields(value) ? merged(before, value) : value;
  }
  return all;
}

const citedBy = ({ settings, remarks }: Hop): Fact[] => [...settings, ...remarks].map(({ fact }) => fact);

async function citedIn(name: string, text: string): Promise<Fact[]> {
  const { problems, ...input } = await loadTexts([{ name, text }]);
  expect(problems).toEqual([]);
  return findPaths(input).flatMap((path) => path.hops.flatMap(citedBy));
}

const workingOf = (product: string): string => readFileSync(join(__dirname, 'recipes', product, 'working.yaml'), 'utf8');

function worsened(product: string, [, worse, ...more]: Trap): string {
  const objects = parseAllDocuments(workingOf(product)).map((document) => document.toJS() as Fields);
  const kinds = objects.map(({ kind }) => kind);
  expect(Object.keys(worse).filter((kind) => !kinds.includes(kind))).toEqual([]);
  const all = objects.map((object) => merged(object, (worse[String(object['kind'])] ?? {}) as Fields));
  return [...all, ...more].map((object) => stringify(object)).join('---\n');
}

const all = Object.entries(traps).flatMap(([product, some]) => some.map((trap) => ({ product, trap, says: trap[0].says })));

it.each(all)('$product: $says', async ({ product, trap }) => {
  const [fact] = trap;
  expect(await citedIn('working.yaml', workingOf(product))).not.toContain(fact);
  expect(await citedIn('worse.yaml', worsened(product, trap))).toContain(fact);
});

it('or a recipe, a fixture or a plan cites every measured fact', async () => {
  const files = ['fixtures', 'recipes'].flatMap((folder) =>
    readdirSync(join(__dirname, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
  );
  const inFiles = await Promise.all(
    files.map(({ parentPath, name }) => citedIn(name, readFileSync(join(parentPath, name), 'utf8'))),
  );
  const planned = hops.flatMap((hop) => citedBy(hop.plan(byCookie)));
  const cited = new Set([...inFiles.flat(), ...planned, ...all.map(({ trap: [fact] }) => fact)]);
  const measured = hops.flatMap(({ type, facts }) =>
    Object.entries<Fact>(facts).flatMap(([name, fact]) =>
      fact.known === 'measured' && !cited.has(fact) ? [`${type} ${name}`] : [],
    ),
  );
  expect(measured.sort()).toEqual(Object.keys(UNSEEN).sort());
});
