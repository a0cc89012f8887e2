import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments, stringify } from 'yaml';
import { hops } from '../../src/hops/index';
import type { TextFile } from '../../src/load/loader';
import { loadTexts } from '../../src/load/loaders';
import { findPaths } from '../../src/load/paths';
import type { Fact } from '../../src/path/fact';
import type { Hop, Remark } from '../../src/path/hop';
import type { Setting } from '../../src/path/setting';
import { byCookie } from '../support/policies';
import { traps } from './traps/index';
import type { Trap, WorseObjects, WorseText } from './traps/trap';
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

/** What is said of a hop, with the fact that it cites. */
const saidOf = ({ settings, remarks }: Hop): (Setting | Remark)[] => [...settings, ...remarks];

const citedBy = (hop: Hop): Fact[] => saidOf(hop).map(({ fact }) => fact);

async function saidIn({ name, text }: TextFile): Promise<(Setting | Remark)[]> {
  const { problems, ...input } = await loadTexts([{ name, text }]);
  expect(problems).toEqual([]);
  return findPaths(input).flatMap((path) => path.hops.flatMap(saidOf));
}

const recipes = join(__dirname, 'recipes');

function workingOf(product: string): TextFile {
  const [name = ''] = readdirSync(join(recipes, product)).filter((file) => file.startsWith('working.'));
  return { name, text: readFileSync(join(recipes, product, name), 'utf8') };
}

const isText = (trap: Trap): trap is WorseText => typeof trap[1] === 'string';

function worsened({ name, text }: TextFile, trap: Trap): TextFile {
  if (!isText(trap)) return { name, text: worsenedObjects(text, trap) };
  expect(text).toContain(trap[1]);
  return { name, text: text.replace(trap[1], () => trap[2]) };
}

function worsenedObjects(text: string, [, worse, ...more]: WorseObjects): string {
  const objects = parseAllDocuments(text).map((document) => document.toJS() as Fields);
  const kinds = objects.map(({ kind }) => kind);
  expect(Object.keys(worse).filter((kind) => !kinds.includes(kind))).toEqual([]);
  const all = objects.map((object) => merged(object, (worse[String(object['kind'])] ?? {}) as Fields));
  return [...all, ...more].map((object) => stringify(object)).join('---\n');
}

const all = Object.entries(traps).flatMap(([product, some]) => some.map((trap) => ({ product, trap, says: trap[0].says })));

/** A setting cites its fact with a good value too: what counts is what is said of the worse file alone. */
it.each(all)('$product: $says', async ({ product, trap }) => {
  const working = workingOf(product);
  const before = await saidIn(working);
  const after = await saidIn(worsened(working, trap));
  const news = after.filter((one) => !before.some((other) => isDeepStrictEqual(one, other)));
  expect(news.map(({ fact }) => fact)).toContain(trap[0]);
});

it('or a recipe, a fixture or a plan cites every measured fact', async () => {
  const files = ['fixtures', 'recipes'].flatMap((folder) =>
    readdirSync(join(__dirname, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
  );
  const inFiles = await Promise.all(
    files.map(({ parentPath, name }) => saidIn({ name, text: readFileSync(join(parentPath, name), 'utf8') })),
  );
  const planned = hops.flatMap((hop) => citedBy(hop.plan(byCookie)));
  const cited = new Set([...inFiles.flat().map(({ fact }) => fact), ...planned, ...all.map(({ trap: [fact] }) => fact)]);
  const measured = hops.flatMap(({ type, facts }) =>
    Object.entries<Fact>(facts).flatMap(([name, fact]) =>
      fact.known === 'measured' && !cited.has(fact) ? [`${type} ${name}`] : [],
    ),
  );
  expect(measured.sort()).toEqual(Object.keys(UNSEEN).sort());
});
