import pc from 'picocolors';
import type { Finding, Level } from '../rules/rule';

const COLOUR: Record<Level, (text: string) => string> = {
  error: pc.red,
  warning: pc.yellow,
  note: pc.cyan,
  unknown: pc.magenta,
};

/** Findings for a terminal, worst first; suppressed ones last, with their reasons. */
export function formatFindings(findings: readonly Finding[]): string {
  const order: Level[] = ['error', 'warning', 'note', 'unknown'];
  const open = order.flatMap((level) =>
    findings.filter((finding) => finding.level === level && finding.suppressed === undefined),
  );
  const suppressed = findings.filter((finding) => finding.suppressed !== undefined);
  return [...open, ...suppressed].map(formatFinding).join('\n');
}

function formatFinding({ rule, level, object, message, fix, source, suppressed }: Finding): string {
  const head = suppressed === undefined ? COLOUR[level](level) : pc.dim(`suppressed ${level}`);
  const reason = suppressed === undefined ? [] : [`  reason: ${suppressed.reason}`];
  return [`${head} ${pc.bold(rule)} ${object}`, `  ${message}`, ...reason, `  fix: ${fix}`, `  source: ${source}`].join('\n');
}
