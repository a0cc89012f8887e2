import type { LintFinding } from './lint-report';

/** The level of all findings of a rule, by its id; `off` leaves them out. */
export type Levels = Readonly<Record<string, 'error' | 'warning' | 'note' | 'off'>>;

/** What is unknown is neither pass nor fail, whatever the rule weighs. */
export function withLevels(findings: LintFinding[], levels: Levels): LintFinding[] {
  if (Object.keys(levels).length === 0) return findings;
  return findings.flatMap((finding) => {
    const level = levels[finding.rule];
    if (level === 'off') return [];
    return level === undefined || finding.level === 'unknown' ? finding : { ...finding, level };
  });
}
