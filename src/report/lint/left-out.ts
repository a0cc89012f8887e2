import type { LintReport } from '../../lint/lint-report';

/** What was not judged, in one sentence; nothing where all was. */
export function leftOutLines({ leftOut }: LintReport, shown = (names: readonly string[]): string => names.join(', ')): string[] {
  if (leftOut.length === 0) return [];
  const [verb, them, its] = leftOut.length === 1 ? ['shows', 'it was', 'its path'] : ['show', 'they were', 'their paths'];
  return [`${shown(leftOut)} ${verb} no sign of a stream, so ${them} not judged; --stream <path> names ${its}.`];
}
