import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { readPlaces } from '../../src/load/read-places';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sse-ready-places-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

async function read(...places: readonly string[]) {
  const { files, problems } = await readPlaces(places.map((place) => join(root, place)));
  return [files.map(({ name }) => relative(root, name)), problems.map(({ file }) => relative(root, file))];
}

it('walks folders by name, and leaves out what cannot be in a format that is known', async () => {
  write({ 'b/x.yml': '', 'a.yaml': '', 'b/y.json': '', 'b/z.txt': '', 'b/.git/c.yaml': '', 'node_modules/m/d.yaml': '' });
  expect(await read('.')).toEqual([['a.yaml', 'b/x.yml', 'b/y.json'], []]);
});

it('respects .gitignore, the closest first, and takes what is named all the same', async () => {
  write({
    '.gitignore': 'dist/\n*.gen.yaml\n/only.yaml\n',
    'dist/a.yaml': '',
    'b.gen.yaml': '',
    'only.yaml': '',
    'sub/only.yaml': '',
    'sub/.gitignore': '!keep.gen.yaml\nlocal.yaml\n',
    'sub/keep.gen.yaml': '',
    'sub/local.yaml': '',
    'sub/other.gen.yaml': '',
  });
  expect(await read('.')).toEqual([['sub/keep.gen.yaml', 'sub/only.yaml'], []]);
  expect(await read('dist', 'b.gen.yaml')).toEqual([['dist/a.yaml', 'b.gen.yaml'], []]);
});

it('follows no link of a folder', async () => {
  write({ 'outside/secret.yaml': '', 'inside/a.yaml': '' });
  symlinkSync(join(root, 'outside'), join(root, 'inside/folder'));
  symlinkSync(join(root, 'outside/secret.yaml'), join(root, 'inside/file.yaml'));
  symlinkSync(join(root, 'inside'), join(root, 'inside/loop'));
  expect(await read('inside')).toEqual([['inside/a.yaml'], []]);
});

it('names what is not there or too large, and reads the rest', async () => {
  write({ 'a.yaml': '', 'huge.yaml': '' });
  truncateSync(join(root, 'huge.yaml'), 64 * 1024 * 1024 + 1);
  expect(await read('a.yaml', 'missing.yaml', 'huge.yaml')).toEqual([['a.yaml'], ['missing.yaml', 'huge.yaml']]);
});

it('reads a file once', async () => {
  write({ 'a.yaml': '' });
  expect(await read('a.yaml', '.')).toEqual([['a.yaml'], []]);
});

it('reads the UTF-16 that a shell may have written', async () => {
  write({ 'a.yaml': '' });
  writeFileSync(join(root, 'a.yaml'), Buffer.from('\uFEFFkind: X', 'utf16le'));
  expect((await readPlaces([join(root, 'a.yaml')])).files[0]?.text).toBe('kind: X');
});
