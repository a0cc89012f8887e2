import { z } from 'zod';
import type { LintFinding, LintReport } from '../../lint/lint-report';

/** What the `json` format writes: the report, and the page of each finding's rule. */
type Written = Omit<LintReport, 'findings'> & {
  readonly findings: readonly (Omit<LintFinding, 'change'> & { readonly page: string })[];
};

const says = (description: string) => z.string().meta({ description });
const place = z.int().min(1).meta({ description: 'Counted from 1.' });

const finding = z.strictObject({
  rule: says('The id of the rule.'),
  level: z.enum(['error', 'warning', 'note', 'unknown']).meta({ description: 'unknown is neither pass nor fail.' }),
  hop: says('The type of the hop it is about; empty where it is about none.'),
  message: says('What was found and what is needed, with the arithmetic.'),
  fix: says('The line or key to write, or the step to take.'),
  source: says('Where the number or the claim comes from.'),
  page: says('Where the rule is explained, relative to the root of this package until it has an address.'),
  location: z.strictObject({
    file: says('Where the key stands, or the object that lacks it; empty for a hop that is in no file.'),
    line: place,
    column: place,
    object: says('The object, such as "Ingress app/sse".'),
  }),
  paths: z.array(z.string()).meta({ description: 'The names of the paths it was found on.' }),
  fingerprint: says('Stable over moves of lines: for baselines and for tools that follow a finding over time.'),
  suppressed: z
    .strictObject({
      reason: z.string(),
      kind: z.enum(['inSource', 'external']).meta({ description: 'external: by a baseline, and not in the file itself.' }),
    })
    .exactOptional()
    .meta({ description: 'Present when the finding is accepted; it then fails nothing.' }),
});

const report: z.ZodType<Written> = z
  .strictObject({
    version: z.literal(1),
    paths: z
      .array(
        z.strictObject({
          name: z.string(),
          evidence: says('What made it a stream.'),
          policy: says('Where its policy came from.'),
          hops: z.array(z.string()).meta({ description: 'The objects of its hops, from client to process.' }),
        }),
      )
      .meta({ description: 'The paths that were taken for streams.' }),
    leftOut: z.array(z.string()).meta({ description: 'What may lead to a stream and shows no sign of one: not judged.' }),
    findings: z.array(finding).meta({ description: 'By path from client to process, then by place; suppressed ones included.' }),
    problems: z
      .array(z.strictObject({ file: z.string(), line: place.exactOptional(), message: z.string() }))
      .meta({ description: 'Inputs that could not be read, wholly or in part.' }),
    skipped: z
      .array(z.strictObject({ file: z.string(), reason: z.string() }))
      .meta({ description: 'Files that were passed over.' }),
  })
  .meta({ title: 'Lint report', description: 'What `sse-ready lint --format json` prints.' });

/** JSON Schema of the `json` format. */
export const lintReportJsonSchema = () => z.toJSONSchema(report, { target: 'draft-7' });
