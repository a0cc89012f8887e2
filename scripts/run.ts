import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

export const root = join(__dirname, '..');

/** How a program ended and everything it wrote, in order. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a program of the project's own node_modules, or any other on the PATH, without input. */
export function run(
  program: string,
  args: readonly string[],
  cwd: string = root,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Outcome> {
  const path = [join(root, 'node_modules', '.bin'), env['PATH']].join(delimiter);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...env, PATH: path }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (text: string): void => void (output += text);
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
