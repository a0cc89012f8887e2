import type * as Diff from 'diff';
import { fix, type Fixed } from '../lint/fix';
import type { LintOptions } from '../lint/lint-options';
import type { LintReport } from '../lint/lint-report';
import type { TextFile } from '../load/loader';
import { placeOf } from '../report/lint/finding-lines';
import { UsageError } from './usage-error';
import { writeFile } from './write-file';

/** Writes the fixes into the files, and says on standard error what was done and what is left; the report is of what is left. */
export async function fixInPlace(files: readonly TextFile[], options: LintOptions): Promise<LintReport> {
  if (files.some(({ name }) => name === '-'))
    throw new UsageError('standard input cannot be written to; --fix --dry-run prints a diff');
  const result = await fix(files, options);
  const changed = changedIn(files, result);
  for (const { name, text } of changed) writeFile(name, text);
  process.stderr.write(summary(result, `fixed`, changed.length));
  return result.report;
}

/** The same as a unified diff, and nothing is written. */
export async function printDiff(files: readonly TextFile[], options: LintOptions): Promise<void> {
  const result = await fix(files, options);
  const before = new Map(files.map(({ name, text }) => [name, text]));
  const changed = changedIn(files, result);
  const patches = changed.map(({ name, text }) =>
    diff().createTwoFilesPatch(`a/${name}`, `b/${name}`, before.get(name) ?? '', text),
  );
  process.stdout.write(patches.map((patch) => patch.replace(/^=+\n/, '')).join(''));
  process.stderr.write(summary(result, 'would fix', changed.length));
}

const changedIn = (files: readonly TextFile[], result: Fixed): TextFile[] =>
  result.files.filter(({ text }, at) => text !== files[at]?.text);

function summary({ fixed, doubts }: Fixed, verb: string, files: number): string {
  const done = `${verb} ${fixed.length} ${fixed.length === 1 ? 'finding' : 'findings'} in ${files} ${files === 1 ? 'file' : 'files'}`;
  const left = doubts.map(({ finding, doubt }) => `left: ${placeOf(finding.location)} ${finding.rule}: ${finding.fix}; ${doubt}`);
  return `${[done, ...left].join('\n')}\n`;
}

/** Loaded on first use: most runs change nothing. */
function diff(): typeof Diff {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('diff') as typeof Diff;
}
