import type * as FastXmlParser from 'fast-xml-parser';
import type { LintFinding, LintReport, Problem } from '../../lint/lint-report';
import { visible } from '../escape';
import { byPath } from './by-path';
import { findingLines, placeOf } from './finding-lines';
import { leftOutLines } from './left-out';

type Outcome = 'failure' | 'error' | 'skipped' | 'system-out';

interface Case {
  readonly of: string;
  readonly name: string;
  /** Absent for what simply holds. */
  readonly outcome?: { readonly as: Outcome; readonly type?: string; readonly message?: string; readonly text: string };
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/**
 * The report as JUnit XML: a suite for each path. Errors and warnings fail, notes pass and say their text; what is
 * unknown or suppressed is skipped, with the reason; a file that cannot be read is an error.
 */
export function formatJunit(report: LintReport): string {
  const suites = [...byPath(report).map(({ path, findings }) => suiteOf(path?.name ?? 'on no path', findings)), ...input(report)];
  const cases = suites.flatMap((suite) => suite.cases);
  const root = { ...attributes({ name: 'sse-ready lint', ...counts(cases) }), testsuite: suites.map(suite) };
  return builder().build({ '?xml': attributes({ version: '1.0', encoding: 'UTF-8' }), testsuites: root });
}

function suiteOf(name: string, findings: readonly LintFinding[]): Suite {
  return { name, cases: findings.length === 0 ? [{ of: name, name: 'no finding' }] : findings.map(caseOf) };
}

/** What became of the input, where there is something to tell. */
function input(report: LintReport): Suite[] {
  const { problems, skipped } = report;
  const unread = problems.map(({ file, line, message }: Problem): Case => {
    const text = line === undefined ? message : `line ${line}: ${message}`;
    return { of: 'input', name: file, outcome: { as: 'error', type: 'problem', message: text, text } };
  });
  const passedOver = skipped.map(({ file, reason }): Case => {
    return { of: 'input', name: file, outcome: { as: 'skipped', message: reason, text: reason } };
  });
  const notJudged = leftOutLines(report).map((line): Case => {
    return { of: 'input', name: 'not judged', outcome: { as: 'skipped', message: line, text: line } };
  });
  const cases = [...unread, ...notJudged, ...passedOver];
  return cases.length === 0 ? [] : [{ name: 'input', cases }];
}

function caseOf(finding: LintFinding): Case {
  const { rule, level, location, message, suppressed } = finding;
  const text = `${placeOf(location)}\n${findingLines(finding).join('\n')}`;
  const of = location.file === '' ? location.object : location.file;
  const name = `${rule} ${location.object}`;
  if (suppressed !== undefined)
    return { of, name, outcome: { as: 'skipped', message: `suppressed: ${suppressed.reason}`, text } };
  if (level === 'unknown') return { of, name, outcome: { as: 'skipped', message: `unknown: ${message}`, text } };
  if (level === 'note') return { of, name, outcome: { as: 'system-out', text } };
  return { of, name, outcome: { as: 'failure', type: level, message, text } };
}

function suite({ name, cases }: Suite) {
  const skipped = cases.filter(({ outcome }) => outcome?.as === 'skipped').length;
  return { ...attributes({ name, ...counts(cases), skipped }), testcase: cases.map(testcase) };
}

function testcase({ of, name, outcome }: Case) {
  const head = attributes({ classname: of, name });
  if (outcome === undefined) return head;
  const { as, type, message, text } = outcome;
  return { ...head, [as]: { ...attributes({ type, message }), '#text': visible(text) } };
}

function counts(cases: readonly Case[]) {
  const number = (wanted: Outcome) => cases.filter(({ outcome }) => outcome?.as === wanted).length;
  return { tests: cases.length, failures: number('failure'), errors: number('error') };
}

/** An attribute holds one line: a reader of XML makes spaces of line feeds and tabs. */
function attributes(values: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [`@_${name}`, visible(String(value)).replace(/[\n\t]/g, ' ')]));
}

/** Loaded on first use: most runs ask for another format. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- the same code as fast-xml-builder, which it moved to
function builder(): FastXmlParser.XMLBuilder {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { XMLBuilder } = require('fast-xml-parser') as typeof FastXmlParser;
  return new XMLBuilder({ ignoreAttributes: false, format: true, suppressBooleanAttributes: false, suppressEmptyNode: true });
}
