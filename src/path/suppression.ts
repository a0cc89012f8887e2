/** In front of the id of a rule: an annotation or a comment that accepts a finding. */
export const SUPPRESSION = 'sse-ready.dev/ignore-';

const COMMENT = /^(?:#+|\/\/+)\s*sse-ready\.dev\/ignore-([\w-]+)\s*(?::(.*))?$/;

/** `# sse-ready.dev/ignore-<rule>: <reason>`, or with `//`; the reason is empty where none is given. Undefined for any other comment. */
export function suppressionIn(comment: string): { readonly rule: string; readonly reason: string } | undefined {
  const [, rule, reason = ''] = COMMENT.exec(comment.trim()) ?? [];
  return rule === undefined ? undefined : { rule, reason: reason.trim() };
}
