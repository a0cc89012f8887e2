import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { rules } from '../../../src/rules/index';
import { formatSarif } from '../../../src/report/lint/sarif';
import { sarifText, uriOf } from '../../../src/report/lint/sarif-text';
import { finding, hostile, reportOf, samples } from './samples';

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { id: string; helpUri?: string; help: { text: string } }[] } };
  readonly invocations: readonly [{ executionSuccessful: boolean; toolExecutionNotifications: readonly Entry[] }];
  readonly results: readonly Entry[];
}

type Entry = Readonly<Record<string, unknown>>;

const runOf = (report: Parameters<typeof formatSarif>[0]): Run => {
  const { runs } = JSON.parse(formatSarif(report)) as { runs: [Run] };
  return runs[0];
};
const resultOf = (given: Parameters<typeof finding>[0]) => runOf(reportOf([finding(given)])).results[0];

/** As OASIS writes it, in draft 4, whose `id` later drafts call `$id`; it refers to itself only. */
const {
  id: _id,
  $schema: _draft,
  ...schema
} = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as Record<
  string,
  unknown
>;
const accepts = new Ajv({
  strict: false,
  unicodeRegExp: false,
  formats: {
    uri: (uri: string) => URL.canParse(uri),
    'uri-reference': (uri: string) => URL.canParse(uri, 'https://example.org/'),
    'date-time': true,
  },
}).compile(schema);

it.each(Object.entries(samples))('is what the schema of OASIS says: %s', (_, report) => {
  const sarif = JSON.parse(formatSarif(report)) as object;
  expect(accepts(sarif) ? [] : accepts.errors).toEqual([]);
  expect(accepts({ ...sarif, more: 1 })).toBe(false);
});

it.each([
  ['error', 'fail', 'error'],
  ['warning', 'fail', 'warning'],
  ['note', 'fail', 'note'],
  ['unknown', 'open', 'none'],
] as const)('%s is of kind %s and level %s', (level, kind, shown) => {
  expect(resultOf({ level })).toMatchObject({ kind, level: shown });
});

it('declares every rule with its help, in a file without findings too', () => {
  const { driver } = runOf(reportOf([])).tool;
  expect(driver.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  for (const { id, help, helpUri } of driver.rules) {
    expect(help.text).toContain(`docs/rules.md#${id}`);
    expect(helpUri === undefined || URL.canParse(helpUri)).toBe(true);
  }
});

it.each(Object.entries(samples))('refers each result to a rule that it declares: %s', (_, report) => {
  const { tool, results } = runOf(report);
  expect(results.map(({ ruleIndex }) => tool.driver.rules[ruleIndex as number]?.id)).toEqual(results.map(({ ruleId }) => ruleId));
});

it('follows a finding by its fingerprint, wherever it stands', () => {
  const [here, there] = [3, 300].map((line) => resultOf({ location: { ...finding().location, line } }));
  expect(here?.['partialFingerprints']).toEqual({ 'sseReady/v1': 'f0' });
  expect(there?.['partialFingerprints']).toEqual(here?.['partialFingerprints']);
  expect(there?.['locations']).not.toEqual(here?.['locations']);
});

it('offers what --fix would write, and nothing that is in doubt', () => {
  expect(resultOf({ change: { start: 40, end: 44, text: '"30"' } })).toMatchObject({
    fixes: [
      {
        artifactChanges: [
          {
            artifactLocation: { uri: 'deploy/ingress.yaml' },
            replacements: [{ deletedRegion: { charOffset: 40, charLength: 4 }, insertedContent: { text: '"30"' } }],
          },
        ],
      },
    ],
  });
  expect(resultOf({ change: { doubt: 'an alias' } })).not.toHaveProperty('fixes');
});

it('keeps a suppressed result, with the reason', () => {
  expect(resultOf({ suppressed: { reason: 'until May', kind: 'inSource' } })).toMatchObject({
    suppressions: [{ kind: 'inSource', justification: 'until May' }],
  });
  expect(resultOf({})).not.toHaveProperty('suppressions');
});

it('tells of what could not be read and of what is in no file as notifications, as code scanning takes placed results only', () => {
  const nowhere = finding({ rule: 'hop-not-in-input', level: 'unknown', location: { ...finding().location, file: '' } });
  const { invocations, results } = runOf(
    reportOf([nowhere], {
      problems: [{ file: 'a b.yaml', line: 3, message: 'not YAML' }],
      skipped: [{ file: 'c', reason: 'd' }],
    }),
  );
  expect(results).toEqual([]);
  expect(invocations[0]).toMatchObject({
    executionSuccessful: false,
    toolExecutionNotifications: [
      {
        level: 'error',
        message: { text: 'not YAML' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b.yaml' }, region: { startLine: 3 } } }],
      },
      { level: 'note', message: { text: 'Passed over: d' } },
      { level: 'none', associatedRule: { id: 'hop-not-in-input' } },
    ],
  });
  expect(runOf(reportOf([])).invocations[0].executionSuccessful).toBe(true);
});

it.each([
  ['{0} of {"a": 1}', '{{0}} of {{"a": 1}}'],
  ['see [here](https://example.org)', 'see \\[here](https://example.org)'],
  ['env[NAME] and a (note)', 'env[NAME] and a (note)'],
])('makes neither placeholder nor link of %s', (text, escaped) => {
  expect(sarifText(text)).toBe(escaped);
});

it.each([
  ['deploy/a b.yaml', 'deploy/a%20b.yaml'],
  ['c:/ä%#?.yaml', 'c%3A/%C3%A4%25%23%3F.yaml'],
  ['-', '-'],
  ['\ud800', '%EF%BF%BD'],
])('writes %s as a relative URI', (file, uri) => {
  expect(uriOf(file)).toBe(uri);
});

it.each(hostile)('writes a URI that leads back to the file: %j', (text) => {
  const file = `deploy/${text}`.replace(/\p{Cs}/gu, '');
  expect(decodeURIComponent(uriOf(file))).toBe(file);
  expect(uriOf(file)).toMatch(/^[\w%.~!*'()/-]+$/);
});
