import { stripVTControlCharacters } from 'node:util';
import { run } from './run';

/** Arguments go to jest. */
const jestArguments = process.argv.slice(2);

/** Cheap before dear. The build comes first: examples and printed docs use the package as its users do. */
const STEPS: readonly (readonly [name: string, program: string, args: readonly string[]])[] = [
  ['build', 'npm', ['run', '-s', 'build']],
  ['types', 'tsc', ['-p', 'tsconfig.json']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['lint', 'eslint', ['.', '--max-warnings', '0']],
  ['dead exports', 'knip', ['--no-progress']],
  ['printed docs', 'tsx', ['scripts/docs.ts', '--check']],
  ['tests', 'jest', jestArguments],
];

/** One line a step that holds; the whole output of one that does not. Never stops at the first. */
async function main(): Promise<void> {
  const failed: string[] = [];
  for (const [name, program, args] of STEPS) {
    const start = Date.now();
    const { ok, output } = await run(program, args);
    const text = stripVTControlCharacters(output).trim();
    const tests = /^Tests: +(.*)$/m.exec(text)?.[1];
    console.log([ok ? 'ok    ' : 'FAILED', name, `(${seconds(Date.now() - start)})`, tests].join(' ').trimEnd());
    if (ok) continue;
    failed.push(name);
    console.log(`\n${text}\n`);
  }
  if (failed.length === 0) return;
  console.log(`failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

void main();
