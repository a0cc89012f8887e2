import type { LiveCheck } from '../probe/live-check';

/** The part of docs/rules.md about what `sse-ready probe` asks of an endpoint. */
export function checksSection(checks: readonly LiveCheck[]): string {
  const intro = [
    'Each check asks one question about what was observed at a live endpoint, and answers `pass`, `fail`, `unknown` or `skipped`.',
    'A check with the id of a rule asks of the endpoint what the rule asks of the input.',
  ].join('\n');
  return `${['# Live checks', intro, ...checks.map(checkPage)].join('\n\n')}\n`;
}

export function checkPage({ id, title, symptom, cause, remedy }: LiveCheck): string {
  const list = [`- Symptom: ${symptom}`, `- Cause: ${cause}`, `- Remedy: ${remedy}`].join('\n');
  return [`## ${id} (live)`, title, list].join('\n\n');
}
