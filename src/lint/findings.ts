import { sourceOf, type Changed } from '../load/positions';
import { remembered } from '../collections/remembered';
import type { Edit } from '../path/edit';
import type { Hop } from '../path/hop';
import type { Path } from '../path/path';
import type { Finding } from '../rules/rule';
import type { Fingerprints } from './fingerprints';
import type { LintFinding } from './lint-report';
import { locate, type Place } from './locate';
import type { Suppressing } from './suppressing';

/** A path and what the rules say of it. */
interface CheckedPath {
  readonly path: Path;
  readonly findings: readonly Finding[];
}

interface Merging {
  readonly suppressing: Suppressing;
  readonly fingerprints: Fingerprints;
  /** Whether to say of each finding what mends it. */
  readonly changes: boolean | undefined;
}

type Merged = LintFinding & { readonly paths: string[] };
/** There are very many findings, and each copy of one costs. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Each finding once, with all the paths it was found on: by path from client to process, then by place. */
export function mergeFindings(checked: Iterable<CheckedPath>, merging: Merging): LintFinding[] {
  const all: Merged[] = [];
  const byPlace = new Map<string, Map<number, Merged[]>>();
  for (const { path, findings } of checked) {
    for (const placed of inOrder(path, findings)) {
      const reason = reasonFor(placed, merging.suppressing);
      const [within, line] = placeOf(placed);
      const there = remembered(
        remembered(byPlace, within, () => new Map<number, Merged[]>()),
        line,
        () => [],
      );
      const known = there.find((one) => isSame(one, placed, reason));
      if (known === undefined) {
        const finding = lintFinding(placed, reason, path.name, merging);
        all.push(finding);
        there.push(finding);
      } else if (!known.paths.includes(path.name)) known.paths.push(path.name);
    }
  }
  return all;
}

interface Placed extends Place {
  readonly found: Finding;
  readonly hop: Sources;
  /** Which hop of its path that is. */
  readonly at: number;
}

type Sources = Pick<Hop, 'sources' | 'beside'>;

/** From client to process, each hop's by place. */
function inOrder(path: Path, findings: readonly Finding[]): Placed[] {
  const placed = findings.map((found): Placed => {
    const at = path.hops.findIndex((hop) => hop.type === found.hop && hop.object === found.object);
    const hop = path.hops[at] ?? {};
    return { found, hop, at, ...locate(found, hop) };
  });
  return placed.sort(
    (a, b) =>
      a.at - b.at ||
      a.location.line - b.location.line ||
      a.location.column - b.location.column ||
      (a.found.rule < b.found.rule ? -1 : Number(a.found.rule > b.found.rule)),
  );
}

const reasonFor = ({ found, hop, location, target }: Placed, suppressing: Suppressing): string | undefined =>
  suppressing.reasonFor({ rule: found.rule, location, main: hop.sources?.[0], target }) ?? found.suppressed?.reason;

/** File and line. A hop that is missing is missing once, whoever refers to it and wherever. */
const placeOf = ({ found: { hop, object }, location: { file, line } }: Placed): [string, number] =>
  hop === 'unknown' ? [object, 0] : [file, line];

function isSame(one: LintFinding, { found, location }: Placed, reason: string | undefined): boolean {
  if (one.rule !== found.rule || one.location.object !== found.object || one.suppressed?.reason !== reason) return false;
  if (found.hop === 'unknown' || one.hop === 'unknown') return found.hop === one.hop;
  return one.level === found.level && one.message === found.message && one.location.column === location.column;
}

function lintFinding(
  { found, hop: sources, location }: Placed,
  reason: string | undefined,
  path: string,
  merging: Merging,
): Merged {
  const { rule, level, hop, object, key, message, fix, edit, source } = found;
  const fingerprint = merging.fingerprints.next({ rule, key, location });
  const finding: Mutable<Merged> = { rule, level, hop, message, fix, source, location, paths: [path], fingerprint };
  if (key !== undefined) finding.key = key;
  if (reason !== undefined) finding.suppressed = { reason, kind: 'inSource' };
  const change = edit === undefined || merging.changes !== true ? undefined : changeFor(edit, object, sources);
  if (change !== undefined) finding.change = change;
  return finding;
}

/** The key to write may be another one than the finding is about. */
function changeFor({ key, value }: Edit, object: string, hop: Sources): Changed | undefined {
  const { target, key: full } = locate({ object, key }, hop);
  const source = target === undefined ? undefined : sourceOf(target);
  if (source === undefined || full === undefined) return undefined;
  return source.change?.(full, value) ?? { doubt: 'only YAML is written to' };
}
