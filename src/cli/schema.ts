import { Argument, Command } from 'commander';
import { policyJsonSchema } from '../policy/stream-policy';
import type * as LintReportSchema from '../report/lint/json-schema';

const schemas = { policy: policyJsonSchema, lint: lintSchema };

export function schemaCommand(): Command {
  return new Command('schema')
    .addArgument(
      new Argument('[of]', 'policy (docs/stream-policy.schema.json) or lint (docs/lint-report.schema.json)')
        .choices(Object.keys(schemas))
        .default('policy'),
    )
    .action((of: keyof typeof schemas) => {
      process.stdout.write(`${JSON.stringify(schemas[of](), null, 2)}\n`);
    });
}

/** Loaded on first use, with the schema library. */
function lintSchema(): object {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('../report/lint/json-schema') as typeof LintReportSchema).lintReportJsonSchema();
}
