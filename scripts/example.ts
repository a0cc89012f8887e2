import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { root } from './run';
import { synthesise, SynthesisError } from './synthesise';

/** `tsx scripts/example.ts <folder> [program]`: synthesises the folder's apps, then runs the program on what they wrote. */
async function main([folder, program]: readonly string[]): Promise<void> {
  if (folder === undefined) throw new SynthesisError('name the folder that holds cdk8s.yaml or cdktf.json');
  await synthesise(resolve(root, folder));
  if (program === undefined) return;
  process.exitCode = spawnSync(process.execPath, ['--import', 'tsx', program], { cwd: root, stdio: 'inherit' }).status ?? 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof SynthesisError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
