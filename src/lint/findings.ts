import { createHash } from 'node:crypto';
import { sourceOf, type Changed } from '../load/positions';
import type { Edit } from '../path/edit';
import type { Hop } from '../path/hop';
import type { Path } from '../path/path';
import type { Finding } from '../rules/rule';
import type { LintFinding } from './lint-report';
import { locate } from './locate';
import type { Suppressing } from './suppressing';

/** A path and what the rules say of it. */
export interface CheckedPath {
  readonly path: Path;
  readonly findings: readonly Finding[];
}

interface Placing {
  readonly suppressing: Suppressing;
  /** Whether to say of each finding what mends it. */
  readonly changes: boolean | undefined;
}

export type Placed = Omit<LintFinding, 'fingerprint'>;

/** Each finding once, with all the paths it was found on: by path from client to process, then by place. */
export function mergeFindings(checked: readonly CheckedPath[], placing: Placing): Placed[] {
  const merged = new Map<string, Placed & { paths: string[] }>();
  for (const { path, findings } of checked) {
    for (const finding of inOrder(path, findings, placing)) {
      const key = sameness(finding);
      const known = merged.get(key);
      if (known === undefined) merged.set(key, { ...finding, paths: [path.name] });
      else if (!known.paths.includes(path.name)) known.paths.push(path.name);
    }
  }
  return [...merged.values()];
}

/** From client to process, each hop's by place. */
function inOrder(path: Path, findings: readonly Finding[], placing: Placing): Omit<Placed, 'paths'>[] {
  const placed = findings.map((finding) => {
    const at = path.hops.findIndex((hop) => hop.type === finding.hop && hop.object === finding.object);
    return { at, finding: place(finding, path.hops[at] ?? {}, placing) };
  });
  placed.sort(
    (a, b) =>
      a.at - b.at ||
      a.finding.location.line - b.finding.location.line ||
      a.finding.location.column - b.finding.location.column ||
      (a.finding.rule < b.finding.rule ? -1 : Number(a.finding.rule > b.finding.rule)),
  );
  return placed.map(({ finding }) => finding);
}

function place(found: Finding, hop: Pick<Hop, 'sources' | 'beside'>, { suppressing, changes }: Placing): Omit<Placed, 'paths'> {
  const { object, edit, suppressed, ...finding } = found;
  const { location, target } = locate(found, hop);
  const reason = suppressing.reasonFor({ rule: finding.rule, location, main: hop.sources?.[0], target }) ?? suppressed?.reason;
  const change = edit === undefined || changes !== true ? undefined : changeFor(edit, object, hop);
  return {
    ...finding,
    location,
    ...(reason === undefined ? {} : { suppressed: { reason, kind: 'inSource' } }),
    ...(change === undefined ? {} : { change }),
  };
}

/** The key to write may be another one than the finding is about. */
function changeFor({ key, value }: Edit, object: string, hop: Pick<Hop, 'sources' | 'beside'>): Changed | undefined {
  const { target, key: full } = locate({ object, key }, hop);
  const source = target === undefined ? undefined : sourceOf(target);
  if (source === undefined || full === undefined) return undefined;
  return source.change?.(full, value) ?? { doubt: 'only YAML is written to' };
}

/** A hop that is missing is missing once, whoever refers to it. */
function sameness({ rule, level, hop, message, suppressed, location }: Omit<Placed, 'paths'>): string {
  const { object, file, line, column } = location;
  const what = hop === 'unknown' ? '' : `${level}\n${message}\n${file}\n${line}\n${column}\n`;
  return `${rule}\n${object}\n${what}${suppressed?.reason ?? ''}`;
}

/** By what is found and where, not by its line or its value; several alike are counted. */
export function fingerprinted(findings: readonly Placed[]): LintFinding[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const { rule, key = '', location } = finding;
    const identity = JSON.stringify([rule, location.object, key, location.file]);
    const count = counts.get(identity) ?? 0;
    counts.set(identity, count + 1);
    const fingerprint = createHash('sha256').update(`${identity}${count}`).digest('hex').slice(0, 32);
    return { ...finding, fingerprint };
  });
}
