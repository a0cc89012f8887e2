import type { LintFinding, LintReport } from '../../lint/lint-report';
import { pageOf } from '../rule-link';

/** The report for programs: docs/lint-report.schema.json. */
export function formatJson({ version, paths, leftOut, findings, problems, skipped }: LintReport): string {
  return `${JSON.stringify({ version, paths, leftOut, findings: findings.map(withPage), problems, skipped }, null, 2)}\n`;
}

function withPage({ rule, level, hop, message, fix, source, location, paths, fingerprint, suppressed }: LintFinding) {
  return { rule, level, hop, message, fix, source, page: pageOf(rule), location, paths, fingerprint, suppressed };
}
