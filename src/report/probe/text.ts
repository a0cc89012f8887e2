import pc from 'picocolors';
import type { CheckResult, Status } from '../../probe/live-check';
import type { ProbeReport } from '../../probe/probe-report';
import { visible } from '../escape';
import { loadLines } from './load';

const STATUSES: readonly Status[] = ['fail', 'unknown', 'pass', 'skipped'];
const PAINT = { fail: pc.red, unknown: pc.yellow, pass: pc.green, skipped: pc.dim };

/** The report for people: failures first, each with what was seen, what may cause it, what to change and why. */
export function formatProbeText(report: ProbeReport): string {
  const { url, connections, interrupted, warnings, load, checks } = escaped(report);
  const head = `${pc.bold(url)}: ${connections} ${connections === 1 ? 'connection' : 'connections'}${interrupted ? ', interrupted' : ''}`;
  const warned = warnings.map((warning) => `${pc.yellow('warning')} ${warning}`);
  const sorted = STATUSES.flatMap((status) => checks.filter((check) => check.status === status));
  const held = load === undefined ? [] : [section(pc.bold('load'), loadLines(load))];
  const parts = [[head, ...warned].join('\n'), ...held, ...sorted.map(formatCheck), closingLine(checks)];
  return `${parts.join('\n\n')}\n`;
}

function formatCheck({ rule, status, evidence, suspects = [], fix, source }: CheckResult): string {
  const lines = [
    evidence,
    ...suspects.map((suspect) => `may be: ${suspect}`),
    ...(fix === undefined ? [] : [`fix: ${fix}`]),
    ...(source === undefined ? [] : [pc.dim(source)]),
  ];
  return section(`${PAINT[status](status)} ${pc.bold(rule)}`, lines);
}

const section = (head: string, lines: readonly string[]): string => [head, ...lines.map((line) => `  ${line}`)].join('\n');

function closingLine(checks: readonly CheckResult[]): string {
  const count = (wanted: Status) => checks.filter(({ status }) => status === wanted).length;
  const counts = `${count('fail')} failed, ${count('unknown')} unknown, ${count('pass')} passed, ${count('skipped')} skipped`;
  return count('unknown') === 0 ? `${counts}.` : `${counts}; an unknown is neither pass nor fail.`;
}

/** Evidence quotes what servers sent, and a terminal obeys some of that. */
function escaped(report: ProbeReport): ProbeReport {
  return JSON.parse(JSON.stringify(report), (_key, value: unknown) =>
    typeof value === 'string' ? visible(value) : value,
  ) as ProbeReport;
}
