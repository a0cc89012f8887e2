import { Argument, Command } from 'commander';
import { policyJsonSchema } from '../policy/stream-policy';

/** Loaded on first use, with the schema library. */
const schemas = {
  policy: () => Promise.resolve(policyJsonSchema()),
  lint: async () => (await import('../report/lint/json-schema.js')).lintReportJsonSchema(),
  config: async () => (await import('./config-schema.js')).configJsonSchema(),
};

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
    .action(async (of: keyof typeof schemas) => {
      process.stdout.write(`${JSON.stringify(await schemas[of](), null, 2)}\n`);
    });
}
