import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesise } from '../../scripts/synthesise';

jest.setTimeout(120_000);

const into = mkdtempSync(join(tmpdir(), 'sse-ready-failing-'));
afterAll(() => rmSync(into, { recursive: true, force: true }));

it('tells what both CLIs failed with, without a stack trace, and leaves nothing written', async () => {
  const error = await synthesise(join(__dirname, 'failing'), into).then(
    () => '',
    ({ message }: Error) => message,
  );
  expect(error).toContain('[bad/entry] affinity-at-balancing-hop: Service prices: ');
  expect(error).toContain('[stack-x/agc] value-rejected-by-target: Application Gateway for Containers x: name is "x"');
  expect(error).not.toMatch(/^\s+at /m);
  expect(['dist', 'cdktf.out'].filter((folder) => existsSync(join(into, folder)))).toEqual([]);
});
