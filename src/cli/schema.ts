import { Argument, Command } from 'commander';
import { policyJsonSchema } from '../policy/stream-policy';
import type * as ConfigSchema from './config-schema';
import type * as LintReportSchema from '../report/lint/json-schema';

const schemas = { policy: policyJsonSchema, lint: lintSchema, config: configSchema };

export function schemaCommand(): Command {
  return new Command('schema')
    .addArgument(
      new Argument(
        '[of]',
        'policy (docs/stream-policy.schema.json), config (docs/sse-ready.schema.json) or lint (docs/lint-report.schema.json)',
      )
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

function configSchema(): object {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('./config-schema') as typeof ConfigSchema).configJsonSchema();
}
