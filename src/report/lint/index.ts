import type { LintReport } from '../../lint/lint-report';
import { formatGithub } from './github';
import { formatJson } from './json';
import { formatJunit } from './junit';
import { formatMarkdown } from './markdown';
import { formatSarif } from './sarif';

/** The formats of `sse-ready lint` that are for other programs. Each depends on the report alone and ends its last line. */
export const formats = {
  json: formatJson,
  sarif: formatSarif,
  junit: formatJunit,
  github: formatGithub,
  markdown: formatMarkdown,
} satisfies Record<string, (report: LintReport) => string>;
