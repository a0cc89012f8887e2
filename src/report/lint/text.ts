import pc from 'picocolors';
import type { LintedPath, LintFinding, LintReport } from '../../lint/lint-report';
import type { Level } from '../../rules/rule';
import { counted } from '../format';
import { byPath } from './by-path';
import { excerpt } from './excerpt';
import { leftOutLines } from './left-out';

type Colours = ReturnType<typeof pc.createColors>;

export interface TextOptions {
  /** The texts that were linted, by name, for excerpts. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether a terminal is to show it. */
  readonly colour: boolean;
}

const LEVELS: readonly Level[] = ['error', 'warning', 'note', 'unknown'];

/** A report for people: each path from client to pod with its findings, worst first; then what was not judged, and the counts. */
export function formatText(report: LintReport, { texts, colour }: TextOptions): string {
  const colours = pc.createColors(colour);
  const findingText = (finding: LintFinding) => formatFinding(finding, texts, colours);
  const paths = byPath(report).map(({ path, findings }) => {
    const head = path === undefined ? colours.bold('on no path') : formatHead(path, colours);
    return [head, ...worstFirst(findings).map(findingText)].join('\n\n');
  });
  const parts = [...paths, ...leftOutLines(report, someOf), ...passedOver(report), ...problems(report, colours), closing(report)];
  return `${parts.join('\n\n')}\n`;
}

function formatHead({ name, evidence, policy, hops }: LintedPath, { bold }: Colours): string {
  return [bold(name), `  taken for a stream by: ${evidence}`, `  policy: ${policy}`, `  path: ${hops.join(' > ')}`].join('\n');
}

/** Suppressed ones last; within a level from client to process, as they come. */
function worstFirst(findings: readonly LintFinding[]): LintFinding[] {
  const rank = ({ level, suppressed }: LintFinding) => LEVELS.indexOf(level) + (suppressed === undefined ? 0 : LEVELS.length);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

function formatFinding(finding: LintFinding, texts: ReadonlyMap<string, string>, colours: Colours): string {
  const { rule, level, message, fix, source, location, paths, suppressed } = finding;
  const { file, line, column, object } = location;
  const paint = { error: colours.red, warning: colours.yellow, note: colours.cyan, unknown: colours.magenta }[level];
  const told = suppressed === undefined ? paint(level) : colours.dim(`suppressed ${level}`);
  const place = file === '' ? 'in no file' : `${file}:${line}:${column}`;
  const others = paths.length - 1;
  return [
    `  ${told} ${colours.bold(rule)} ${object}, ${place}`,
    ...(file === '' ? [] : excerpt(location, texts.get(file)).map((row) => colours.dim(`    ${row}`))),
    `    ${message}`,
    ...(suppressed === undefined ? [] : [`    reason: ${suppressed.reason}`]),
    `    fix: ${fix}`,
    ...(others < 1 ? [] : [`    on ${others} more ${others === 1 ? 'path' : 'paths'}: ${someOf(paths.slice(1))}`]),
    `    source: ${source}`,
  ].join('\n');
}

/** Grouped by reason: a repository has many files of other programs. */
function passedOver({ skipped }: LintReport): string[] {
  if (skipped.length === 0) return [];
  const reasons = new Map<string, string[]>();
  for (const { file, reason } of skipped) reasons.set(reason, [...(reasons.get(reason) ?? []), file]);
  return [['Passed over:', ...[...reasons].map(([reason, files]) => `  ${someOf(files)}: ${reason}`)].join('\n')];
}

function problems({ problems: all }: LintReport, { red }: Colours): string[] {
  if (all.length === 0) return [];
  const lines = all.map(({ file, line, message }) => `  ${file}${line === undefined ? '' : `:${line}`}: ${message}`);
  return [[red('Not read:'), ...lines].join('\n')];
}

function closing({ findings, paths, problems: unread }: LintReport): string {
  const open = findings.filter(({ suppressed }) => suppressed === undefined);
  const count = (level: Level) => open.filter((finding) => finding.level === level).length;
  const quiet = findings.length - open.length;
  const counts = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    counted(count('note'), 'note'),
    `${count('unknown')} unknown`,
    ...(quiet === 0 ? [] : [`${quiet} suppressed`]),
    ...(unread.length === 0 ? [] : [`${unread.length} not read`]),
  ].join(', ');
  return paths.length === 0 && findings.length === 0
    ? `No stream was found${unread.length === 0 ? '' : `; ${unread.length} not read`}.`
    : `${counts} on ${counted(paths.length, 'path')}.`;
}

const SHOWN = 3;

function someOf(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return names.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
