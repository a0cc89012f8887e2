import type { LintReport } from '../../lint/lint-report';

export const formatJson = (report: LintReport): string => `${JSON.stringify(report, null, 2)}\n`;
