import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { lint } from '../../src/lint/lint';
import { readPlaces } from '../../src/load/read-places';
import { formatText } from '../../src/report/lint/text';
import { expectFiles } from '../support/expected-files';

async function repoText(colour: boolean): Promise<string> {
  const here = process.cwd();
  process.chdir(__dirname);
  try {
    const { files } = await readPlaces(['repo']);
    const texts = new Map(files.map(({ name, text }) => [name, text]));
    return formatText(await lint(files), { texts, colour });
  } finally {
    process.chdir(here);
  }
}

it('prints a repository for people', async () => {
  expectFiles(join(__dirname, 'expected'), { 'repo.txt': await repoText(false) });
});

it('paints for a terminal, and nothing else', async () => {
  const [plain, painted] = [await repoText(false), await repoText(true)];
  expect(painted).not.toBe(plain);
  expect(stripVTControlCharacters(painted)).toBe(plain);
});

it('puts the caret under the column', async () => {
  const text = `${'x'.repeat(150)}\n\tkey: 1`;
  const report = await lint([{ name: '-', text: '' }]);
  const finding = {
    rule: 'r',
    level: 'note',
    hop: 'h',
    message: 'm',
    fix: 'f',
    source: 's',
    paths: ['p'],
    fingerprint: '1',
  } as const;
  const at = (line: number, column: number) =>
    formatText(
      {
        ...report,
        paths: [{ name: 'p', evidence: 'e', policy: 'd', hops: [] }],
        findings: [{ ...finding, location: { file: 'a', line, column, object: 'o' } }],
      },
      { texts: new Map([['a', text]]), colour: false },
    ).split('\n');
  const shown = (lines: string[]) =>
    lines.slice(
      lines.findIndex((row) => row.includes('| ')),
      lines.findIndex((row) => row.includes('^')) + 1,
    );
  expect(shown(at(2, 2))).toEqual(['    2 |  key: 1', '      |  ^']);
  const [long = '', caret = ''] = shown(at(1, 140));
  expect([long.length < 120, long[caret.indexOf('^')]]).toEqual([true, 'x']);
  expect(at(9, 1).some((row) => row.includes('^'))).toBe(false);
});

it('says nothing of paths of a finding that is on none', async () => {
  const text = 'http { server { location /events { proxy_pass http://a; # sse-ready.dev/ignore-nope: x\n } } }';
  const printed = formatText(await lint([{ name: 'nginx.conf', text }]), { texts: new Map(), colour: false });
  expect(printed).toContain('suppression-of-unknown-rule');
  expect(printed).not.toContain('more path');
});
