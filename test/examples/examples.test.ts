import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run } from '../../scripts/run';
import { synthesise } from '../../scripts/synthesise';
import { expectFiles, quietTerraform } from '../support/expected-files';

jest.setTimeout(180_000);

const examples = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) => existsSync(join(root, 'examples', name, 'prove.ts')));

const scratch = mkdtempSync(join(tmpdir(), 'sse-ready-examples-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Like `npm run example`, but for the folder that it writes into: programs find what was written by the folder they run in. */
it.each(examples)('%s', async (name) => {
  const { folder, program } = commandOf(name);
  const home = join(scratch, name);
  const into = join(home, folder);
  await synthesise(join(root, folder), into);
  const { ok, output } = await run(process.execPath, ['--import', tsx, join(root, program)], home, { NO_COLOR: '1' });
  expect({ ok, output }).toEqual({ ok: true, output: expect.stringMatching(/\S/) as string });
  expectFiles(join(__dirname, 'expected', name), { ...writtenTo(into), 'report.txt': output });
});

const tsx = pathToFileURL(require.resolve('tsx')).href;

/** What the one command of an example's README hands to scripts/example.ts. */
function commandOf(name: string): { folder: string; program: string } {
  const readme = readFileSync(join(root, 'examples', name, 'README.md'), 'utf8');
  const [, script = '', more = ''] = /^npm ci && npm run (\S+)(?: -- (.*))?$/m.exec(readme) ?? [];
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const [, fixed = ''] = /tsx scripts\/example\.ts(.*)$/.exec(scripts[script] ?? '') ?? [];
  const [folder, program] = `${fixed} ${more}`.split(' ').filter((word) => word !== '');
  if (folder === undefined || program === undefined)
    throw new Error(`examples/${name}/README.md names no command that proves it`);
  return { folder, program };
}

/** The manifests by their names, the Terraform by the names of the stacks. */
function writtenTo(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const texts = files.flatMap((file): [string, string][] => {
    const text = () => readFileSync(join(folder, file), 'utf8');
    if (file.endsWith('.yaml')) return [[basename(file), text()]];
    return file.endsWith('cdk.tf.json') ? [[`${basename(dirname(file))}.tf.json`, quietTerraform(text())]] : [];
  });
  return Object.fromEntries(texts);
}
