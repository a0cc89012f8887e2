import type { LintedPath, LintFinding, LintReport, Problem } from '../../lint/lint-report';
import type { Level } from '../../rules/rule';
import { markdownText as text } from '../escape';
import { counted } from '../format';
import { addressOf, pageOf } from '../rule-link';
import { byPath } from './by-path';
import { placeOf } from './finding-lines';
import { leftOutLines } from './left-out';

/** The report as a comment on a pull request: a table for each path, and what else there is folded up. */
export function formatMarkdown(report: LintReport): string {
  const { paths, findings, problems, skipped } = report;
  const blocks = [
    `### sse-ready lint: ${summary(findings, paths)}`,
    ...list(problems.map(problemLine)),
    ...byPath(report).flatMap(({ path, findings: some }) => section(path, some)),
    ...leftOutLines(report).map(text),
    ...folded(
      `${skipped.length} passed over`,
      skipped.map(({ file, reason }) => `- ${text(file)}: ${text(reason)}`),
    ),
    'What a rule is about: `sse-ready explain` and its name.',
  ];
  return `${blocks.join('\n\n')}\n`;
}

function summary(findings: readonly LintFinding[], paths: readonly LintedPath[]): string {
  const open = findings.filter(({ suppressed }) => suppressed === undefined);
  const count = (level: Level) => open.filter((finding) => finding.level === level).length;
  const told = [counted(count('error'), 'error'), counted(count('warning'), 'warning'), counted(count('note'), 'note')];
  const rest = [`${count('unknown')} unknown`, `${findings.length - open.length} suppressed`];
  return `${[...told, ...rest].join(', ')} on ${counted(paths.length, 'path')}`;
}

function section(path: LintedPath | undefined, findings: readonly LintFinding[]): string[] {
  const open = findings.filter(({ suppressed }) => suppressed === undefined);
  const suppressed = findings.filter((finding) => finding.suppressed !== undefined);
  return [
    `#### ${path === undefined ? 'On no path' : text(path.name)}`,
    ...(path === undefined ? [] : [about(path)]),
    ...(open.length === 0 ? ['No finding.'] : [table(open)]),
    ...folded('Fixes and sources', open.map(fixLine)),
    ...folded(`${suppressed.length} suppressed`, suppressed.map(suppressedLine)),
  ];
}

function about({ evidence, policy, hops }: LintedPath): string {
  return `Hops: ${hops.map(text).join(', ')}. Taken as a stream: ${text(evidence)}. Policy: ${text(policy)}.`;
}

function table(findings: readonly LintFinding[]): string {
  const rows = findings.map(({ rule, level, location, message }) =>
    [level, ruleLink(rule), `${text(location.object)}<br>${text(placeOf(location))}`, text(message)].join(' | '),
  );
  return ['level | rule | where | found', '--- | --- | --- | ---', ...rows].map((row) => `| ${row} |`).join('\n');
}

function fixLine({ rule, location, fix, source, paths }: LintFinding): string {
  const also = paths.length > 1 ? ` Paths: ${paths.map(text).join(', ')}.` : '';
  return `- ${ruleLink(rule)}, ${text(location.object)}: ${text(fix)}. Source: ${link(source)}.${also}`;
}

function suppressedLine({ rule, level, location, message, fix, source, suppressed }: LintFinding): string {
  const what = `${level} ${ruleLink(rule)}, ${text(location.object)}, ${text(placeOf(location))}: ${text(message)}.`;
  return `- ${what} Reason: ${text(suppressed?.reason ?? '')}. Fix: ${text(fix)}. Source: ${link(source)}.`;
}

function problemLine({ file, line, message }: Problem): string {
  return `- Cannot be read: ${text(line === undefined ? file : `${file}:${line}`)}: ${text(message)}`;
}

function ruleLink(rule: string): string {
  const address = addressOf(pageOf(rule));
  return address === undefined ? text(rule) : `[${text(rule)}](<${address}>)`;
}

/** A web address as a link; anything else as it is. */
const link = (source: string): string => (/^https:\/\/[^\s<>\p{Cc}]+$/u.test(source) ? `<${source}>` : text(source));

const list = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : [lines.join('\n')]);

/** The blank lines let GitHub read what is inside as Markdown again. */
function folded(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`<details><summary>${title}</summary>\n\n${lines.join('\n')}\n\n</details>`];
}
