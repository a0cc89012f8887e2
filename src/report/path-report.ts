import pc from 'picocolors';
import { check, fails } from '../check';
import { firstCut } from '../path/first-cut';
import type { Path } from '../path/path';
import type { StreamPolicy } from '../policy/stream-policy';
import type { Finding } from '../rules/rule';
import { formatFindings } from './findings-text';
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
  const open = checked.flatMap(({ findings }) => findings).filter(({ level, suppressed }) => level === 'unknown' && !suppressed);
  const reports = checked.map(({ path, findings }) => formatPath(policyFor(path), path, findings));
  return {
    holds: paths.length > 0 && failed.length === 0,
    report: [...reports, closingLine(paths.length, failed.length, open.length)].join('\n\n'),
  };
}

function formatPath(policy: StreamPolicy, path: Path, findings: readonly Finding[]): string {
  const parts = [pc.bold(path.name), formatPathTable(path), firstCut(policy, path), formatFindings(findings)];
  return parts.filter((part) => part !== '').join('\n\n');
}

function closingLine(paths: number, failed: number, open: number): string {
  if (paths === 0) return 'No path was found in the input; nothing is proven.';
  if (failed > 0) return `${failed} of ${paths} paths fail.`;
  const doubt = open === 0 ? '' : ` as far as is known; ${open} unknown above ${open === 1 ? 'needs' : 'need'} a measurement`;
  return `${paths === 1 ? '1 path' : `${paths} paths`}: no hop cuts, buffers or mis-routes the stream${doubt}.`;
}
