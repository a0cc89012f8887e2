import type { LintReport } from '../../lint/lint-report';
import { formatJson } from './json';

/** The formats of `sse-ready lint` that are for other programs. Each depends on the report alone and ends its last line. */
export const formats = { json: formatJson } satisfies Record<string, (report: LintReport) => string>;
