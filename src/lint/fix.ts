import type { TextFile } from '../load/loader';
import type { TextChange } from '../load/positions';
import { lint } from './lint';
import type { LintOptions } from './lint-options';
import type { LintFinding, LintReport } from './lint-report';

/** What became of texts whose findings were to be mended. */
export interface Fixed {
  /** Every text, mended or as it was. */
  readonly files: readonly TextFile[];
  readonly fixed: readonly LintFinding[];
  /** What a person has to look at, each with the reason. */
  readonly doubts: readonly { readonly finding: LintFinding; readonly doubt: string }[];
  /** Of the mended texts. */
  readonly report: LintReport;
}

/** What is mended may ask for more, such as a longer grace period; it comes to an end long before. */
const MAX_ROUNDS = 10;

/**
 * Writes every fix that is beyond doubt into the texts: one key and one literal, of errors and warnings. Works on texts alone.
 *
 * @throws PolicyError as `lint` does.
 */
export async function fix(files: readonly TextFile[], options: LintOptions = {}): Promise<Fixed> {
  let texts = files;
  const withChanges = { ...options, changes: true };
  let report = await lint(texts, withChanges);
  const fixed: LintFinding[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const changes = changesIn(report.findings);
    if (changes.length === 0) break;
    texts = texts.map((file) => applied(file, changes));
    fixed.push(...changes.map(({ finding }) => finding));
    report = await lint(texts, withChanges);
  }
  return { files: texts, fixed, doubts: report.findings.filter(isToMend).flatMap(doubtOf), report };
}

interface Change {
  readonly finding: LintFinding;
  readonly change: TextChange;
}

const isToMend = ({ level, suppressed }: LintFinding): boolean =>
  suppressed === undefined && (level === 'error' || level === 'warning');

/** One for each place: another one there is for the next round, if it is still needed then. */
function changesIn(findings: readonly LintFinding[]): Change[] {
  const byPlace = new Map<string, Change>();
  for (const finding of findings.filter(isToMend)) {
    const { change, location } = finding;
    if (change === undefined || 'doubt' in change) continue;
    const place = `${location.file}:${change.start}`;
    if (!byPlace.has(place)) byPlace.set(place, { finding, change });
  }
  return [...byPlace.values()];
}

/** From the end to the start, so that no change moves another. */
function applied({ name, text }: TextFile, changes: readonly Change[]): TextFile {
  const own = changes.filter(({ finding }) => finding.location.file === name).toSorted((a, b) => b.change.start - a.change.start);
  return { name, text: own.reduce((so, { change }) => so.slice(0, change.start) + change.text + so.slice(change.end), text) };
}

function doubtOf(finding: LintFinding): Fixed['doubts'] {
  const { change } = finding;
  return change !== undefined && 'doubt' in change ? [{ finding, doubt: change.doubt }] : [];
}
