import type { LintedPath, LintFinding, LintReport } from '../../lint/lint-report';

/** Findings of a path; without one, those that are on no path of the report. */
interface Group {
  readonly path?: LintedPath;
  readonly findings: readonly LintFinding[];
}

/** Each finding once, under the first of its paths. */
export function byPath({ paths, findings }: LintReport): Group[] {
  const first = ({ paths: of }: LintFinding) => paths.find(({ name }) => of.includes(name));
  const groups = paths.map((path) => ({ path, findings: findings.filter((finding) => first(finding) === path) }));
  const others = findings.filter((finding) => first(finding) === undefined);
  return others.length === 0 ? groups : [...groups, { findings: others }];
}
