import type { LintFinding, Location } from '../../lint/lint-report';
import { pageOf } from '../rule-link';

/** `file:line:column`, as editors and terminals take it. */
export const placeOf = ({ file, line, column }: Location): string => (file === '' ? 'in no file' : `${file}:${line}:${column}`);

/** All that a finding says, for formats that show one text. */
export function findingLines({ rule, location, message, fix, source, suppressed }: LintFinding): string[] {
  return [
    `${location.object}: ${message}`,
    ...(suppressed === undefined ? [] : [`Suppressed: ${suppressed.reason}`]),
    `Fix: ${fix}`,
    `Source: ${source}`,
    `Rule: ${pageOf(rule)}`,
  ];
}
