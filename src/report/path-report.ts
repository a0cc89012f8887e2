import pc from 'picocolors';
import { check, fails } from '../check';
import { firstCut } from '../path/first-cut';
import type { Path } from '../path/path';
import type { StreamPolicy } from '../policy/stream-policy';
import type { Finding, Level } from '../rules/rule';
import { formatFindings } from './findings-text';
import { counted } from './format';
import { formatPathTable } from './path-table';

/** What a check of several paths comes to. */
export interface Proof {
  /** Whether there is a path at all and none has a finding that fails. */
  readonly holds: boolean;
  /** Each path as a table, one row per hop, what would cut the stream first, every finding; and one closing line. */
  readonly report: string;
}

/** Checks each path against its policy. */
export function prove(paths: readonly Path[], policyFor: (path: Path) => StreamPolicy): Proof {
  const checked = paths.map((path) => ({ path, findings: check(policyFor(path), path) }));
  const failed = checked.filter(({ findings }) => findings.some(fails));
  const reports = checked.map(({ path, findings }) => formatPath(policyFor(path), path, findings));
  const open = checked.flatMap(({ findings }) => findings).filter(({ suppressed }) => suppressed === undefined);
  return {
    holds: paths.length > 0 && failed.length === 0,
    report: [...reports, closingLine(paths.length, failed.length, open)].join('\n\n'),
  };
}

function formatPath(policy: StreamPolicy, path: Path, findings: readonly Finding[]): string {
  const parts = [pc.bold(path.name), formatPathTable(path), firstCut(policy, path), formatFindings(findings)];
  return parts.filter((part) => part !== '').join('\n\n');
}

function closingLine(paths: number, failed: number, findings: readonly Finding[]): string {
  if (paths === 0) return 'No path was found in the input; nothing is proven.';
  if (failed > 0) return `${failed} of ${counted(paths, 'path')} ${failed === 1 ? 'fails' : 'fail'}.`;
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  const [warnings, notes, unknowns] = [count('warning'), count('note'), count('unknown')];
  const proven = `${counted(paths, 'path')}: no hop is known to cut, buffer or mis-route the stream`;
  const rest = [counted(warnings, 'warning'), counted(notes, 'note'), `${unknowns} unknown`].join(', ');
  return warnings + notes + unknowns === 0
    ? `${proven}.`
    : `${proven}. To read above: ${rest}; an unknown is neither pass nor fail.`;
}
