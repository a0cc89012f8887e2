import { baselineOf, type Baseline } from '../lint/baseline';
import type { LintReport } from '../lint/lint-report';
import type * as ConfigSchema from './config-schema';
import { readFile } from './read-file';
import { UsageError } from './usage-error';
import { writeFile } from './write-file';

/** @throws UsageError when it is no baseline. */
export function readBaseline(file: string): Baseline {
  const { success, data, error } = baselineSchema().safeParse(jsonIn(file));
  if (!success)
    throw new UsageError(
      `${file} is no baseline of sse-ready lint: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    );
  return { ...data, file };
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFile(file).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${file} is no baseline of sse-ready lint: ${error.message}`);
    throw error;
  }
}

/** One finding a line, so that a change of few is a small diff. */
export function writeBaseline(file: string, { findings }: LintReport): Baseline {
  const baseline = baselineOf(findings);
  const entries = baseline.findings.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  const list = entries === '' ? '[]' : `[\n${entries}\n  ]`;
  writeFile(file, `{\n  "version": 1,\n  "findings": ${list}\n}\n`);
  return { ...baseline, file };
}

/** Loaded on first use, with the schema library. */
function baselineSchema(): typeof ConfigSchema.baselineSchema {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('./config-schema') as typeof ConfigSchema).baselineSchema;
}
