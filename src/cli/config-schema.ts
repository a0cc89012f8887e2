import { z } from 'zod';
import { rules } from '../rules/index';

const level = z.enum(['error', 'warning', 'note', 'off']);

/** What sse-ready.yaml may say. */
export const configSchema = z
  .strictObject({
    rules: z
      .strictObject(Object.fromEntries(rules.map(({ id, title }) => [id, level.exactOptional().meta({ description: title })])))
      .exactOptional()
      .meta({ description: 'The level of all findings of a rule, by its id; off leaves them out. What is unknown stays so.' }),
    policy: z.string().exactOptional().meta({ description: 'The stream policy, a file beside this one; --policy wins.' }),
    streams: z
      .array(z.string())
      .min(1)
      .exactOptional()
      .meta({ description: 'The URL paths that stream, such as /events; --stream wins.' }),
    ignore: z
      .array(z.string())
      .exactOptional()
      .meta({ description: 'Files that are not linted, as patterns of .gitignore from the folder of this file on.' }),
    baseline: z
      .string()
      .exactOptional()
      .meta({ description: 'What --write-baseline wrote, a file beside this one; --baseline wins.' }),
  })
  .meta({ title: 'Configuration of lint', description: 'sse-ready.yaml, which `sse-ready lint` reads.' });

/** JSON Schema of sse-ready.yaml. */
export const configJsonSchema = () => z.toJSONSchema(configSchema, { target: 'draft-7' });

const entry = z.strictObject({ fingerprint: z.string(), rule: z.string(), object: z.string(), file: z.string() });

/** What --write-baseline writes. */
export const baselineSchema = z.strictObject({ version: z.literal(1), findings: z.array(entry) });
