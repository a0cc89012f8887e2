import type { LintFinding, LintReport, Problem } from '../../lint/lint-report';
import { visible } from '../escape';
import { findingLines, placeOf } from './finding-lines';
import { leftOutLines } from './left-out';

const COMMAND = { error: 'error', warning: 'warning', note: 'notice', unknown: 'notice' } as const;

/**
 * Workflow commands that annotate the files of a pull request. What asks nothing of anybody (suppressed findings, files
 * passed over) is for the debug log: GitHub shows few annotations of a step.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function formatGithub(report: LintReport): string {
  const { findings, problems, skipped } = report;
  const commands = [
    ...problems.map(formatProblem),
    ...findings.map(formatFinding),
    ...leftOutLines(report).map((line) => command('notice', { title: 'not judged' }, line)),
    ...skipped.map(({ file, reason }) => command('debug', {}, `passed over ${file}: ${reason}`)),
  ];
  return commands.map((line) => `${line}\n`).join('');
}

function formatFinding(finding: LintFinding): string {
  const { rule, level, location, suppressed } = finding;
  const text = findingLines(finding).join('\n');
  if (suppressed !== undefined) return command('debug', {}, `suppressed ${level} ${rule} ${placeOf(location)}\n${text}`);
  const { file, line, column: col } = location;
  const place = file === '' ? {} : { file, line, col };
  return command(COMMAND[level], { ...place, title: level === 'unknown' ? `${rule} (unknown)` : rule }, text);
}

function formatProblem({ file, line, message }: Problem): string {
  return command('error', { file, line, title: 'cannot be read' }, message);
}

function command(name: string, properties: Readonly<Record<string, string | number | undefined>>, text: string): string {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '');
  const list = given.map(([key, value]) => `${key}=${property(String(value))}`).join(',');
  return `::${name}${list === '' ? '' : ' '}${list}::${data(visible(text))}`;
}

const data = (text: string): string => text.replace(/[%\r\n]/g, percent);
const property = (text: string): string => text.replace(/[%\r\n:,]/g, percent);

/** As the runner reads it back: these five and nothing else. */
const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
