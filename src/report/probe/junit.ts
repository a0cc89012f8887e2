import type * as FastXmlParser from 'fast-xml-parser';
import type { CheckResult, Status } from '../../probe/live-check';
import type { ProbeReport } from '../../probe/probe-report';
import { visible } from '../escape';
import { loadLines } from './load';

/** The report as JUnit XML: a test case for each check. What is unknown or was not asked is skipped, with the reason. */
export function formatProbeJunit({ url, startedAt, warnings, load, checks }: ProbeReport): string {
  const count = (...wanted: Status[]) => checks.filter(({ status }) => wanted.includes(status)).length;
  const counts = { tests: checks.length, failures: count('fail'), errors: 0 };
  const said = [...warnings, ...(load === undefined ? [] : ['load:', ...loadLines(load)])];
  const suite = {
    ...attributes({ name: url, ...counts, skipped: count('unknown', 'skipped'), timestamp: startedAt }),
    testcase: checks.map((check) => testcase(url, check)),
    ...(said.length === 0 ? {} : { 'system-out': visible(said.join('\n')) }),
  };
  const root = { ...attributes({ name: 'sse-ready probe', ...counts }), testsuite: suite };
  return builder().build({ '?xml': attributes({ version: '1.0', encoding: 'UTF-8' }), testsuites: root });
}

function testcase(url: string, { rule, status, evidence, suspects = [], fix, source }: CheckResult) {
  const head = attributes({ classname: url, name: rule });
  if (status === 'pass') return { ...head, 'system-out': visible(evidence) };
  if (status !== 'fail') return { ...head, skipped: attributes({ message: `${status}: ${evidence}` }) };
  const lines = [
    evidence,
    ...suspects.map((suspect) => `may be: ${suspect}`),
    fix === undefined ? undefined : `fix: ${fix}`,
    source,
  ];
  const text = lines.filter((line) => line !== undefined).join('\n');
  return { ...head, failure: { ...attributes({ type: 'fail', message: evidence }), '#text': visible(text) } };
}

/** An attribute holds one line: a reader of XML makes spaces of line feeds and tabs. */
function attributes(values: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`@_${name}`, visible(String(value)).replace(/[\n\t]/g, ' ')]),
  );
}

/** Loaded on first use: most runs ask for another format. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- the same code as fast-xml-builder, which it moved to
function builder(): FastXmlParser.XMLBuilder {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { XMLBuilder } = require('fast-xml-parser') as typeof FastXmlParser;
  return new XMLBuilder({ ignoreAttributes: false, format: true, suppressBooleanAttributes: false, suppressEmptyNode: true });
}
