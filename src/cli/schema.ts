import { Command } from 'commander';
import { policyJsonSchema } from '../policy/stream-policy';

export function schemaCommand(): Command {
  return new Command('schema')
    .description('print the JSON Schema of a policy file, for editors (docs/stream-policy.schema.json)')
    .action(() => {
      process.stdout.write(`${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
    });
}
