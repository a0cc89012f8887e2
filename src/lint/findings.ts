import { createHash } from 'node:crypto';
import type { Path } from '../path/path';
import type { Finding } from '../rules/rule';
import type { LintFinding } from './lint-report';
import { locate } from './locate';

/** A path and what the rules say of it. */
export interface CheckedPath {
  readonly path: Path;
  readonly findings: readonly Finding[];
}

type Placed = Omit<LintFinding, 'fingerprint'>;

/** Each finding once, with all the paths it was found on: by path from client to process, then by place. */
export function mergeFindings(checked: readonly CheckedPath[]): LintFinding[] {
  const merged = new Map<string, Placed & { paths: string[] }>();
  for (const { path, findings } of checked) {
    for (const finding of inOrder(path, findings)) {
      const key = sameness(finding);
      const known = merged.get(key);
      if (known === undefined) merged.set(key, { ...finding, paths: [path.name] });
      else if (!known.paths.includes(path.name)) known.paths.push(path.name);
    }
  }
  return fingerprinted([...merged.values()]);
}

/** From client to process, each hop's by place. */
function inOrder(path: Path, findings: readonly Finding[]): Omit<Placed, 'paths'>[] {
  const placed = findings.map(({ object, ...finding }) => {
    const at = path.hops.findIndex((hop) => hop.type === finding.hop && hop.object === object);
    return { at, finding: { ...finding, location: locate({ ...finding, object }, path.hops[at] ?? {}) } };
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

/** A hop that is missing is missing once, whoever refers to it. */
function sameness({ rule, level, hop, message, location: { object, file, line, column } }: Omit<Placed, 'paths'>): string {
  return JSON.stringify(hop === 'unknown' ? [rule, object] : [rule, level, object, message, file, line, column]);
}

/** By what is found and where, not by its line or its value; several alike are counted. */
function fingerprinted(findings: readonly Placed[]): LintFinding[] {
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
