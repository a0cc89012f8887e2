import type { LintReport } from '../../lint/lint-report';

/** Depends on the report alone and ends its last line. */
type Format = (report: LintReport) => string;

/** The formats of `sse-ready lint` that are for other programs, each loaded when it is asked for. */
export const formats = {
  json: async () => (await import('./json.js')).formatJson,
  sarif: async () => (await import('./sarif.js')).formatSarif,
  junit: async () => (await import('./junit.js')).formatJunit,
  github: async () => (await import('./github.js')).formatGithub,
  markdown: async () => (await import('./markdown.js')).formatMarkdown,
} satisfies Record<string, () => Promise<Format>>;
