import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { run } from './run';

/** Raised with what the program said of its own failure. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';
}

/**
 * Runs `cdk8s synth` where the folder has a cdk8s.yaml and `cdktf synth` where it has a cdktf.json, both without network.
 * What they write, `dist` and `cdktf.out`, goes into `into`. When either fails, nothing stays there of this run or an earlier one.
 */
export async function synthesise(folder: string, into: string = folder): Promise<void> {
  const dist = join(into, 'dist');
  const stacks = join(into, 'cdktf.out');
  clear(dist, stacks);
  const failures = await Promise.all([
    synth(folder, 'cdk8s.yaml', 'cdk8s', ['synth', '--check-upgrade=false', '--output', dist]),
    synth(folder, 'cdktf.json', 'cdktf', ['synth', '--output', stacks]),
  ]);
  const told = failures.filter((failure) => failure !== undefined);
  if (told.length === 0) return;
  clear(dist, stacks);
  throw new SynthesisError(told.join('\n\n'));
}

/** What the program said when it failed. */
async function synth(folder: string, config: string, program: string, args: readonly string[]): Promise<string | undefined> {
  if (!existsSync(join(folder, config))) return undefined;
  const outcome = await run(program, args, folder, quietEnvironment());
  return outcome.ok ? undefined : `${program} synth failed in ${folder}:\n\n${reasonIn(outcome.output)}`;
}

function clear(...folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** No upgrade check, no crash report, no spinner, and no Terraform settings of the machine. */
function quietEnvironment(): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
  return { ...env, CI: '1', CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1' };
}

/** The first error message without its stack; everything that was written where there is none. */
function reasonIn(output: string): string {
  const lines = stripVTControlCharacters(output).split('\n');
  const first = lines.findIndex((line) => /^\s*(?:Uncaught )?\w*Error(?: \[\w+\])?: /.test(line));
  if (first === -1) return lines.join('\n').trim();
  const stack = lines.findIndex((line, index) => index > first && /^\s+at /.test(line));
  return lines
    .slice(first, stack === -1 ? undefined : stack)
    .join('\n')
    .trim();
}
