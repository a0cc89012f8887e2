import type { TextFile } from '../load/loader';
import { Fingerprints } from './fingerprints';
import type { LintFinding } from './lint-report';
import { own } from './own-findings';

/** Findings that a repository has and does not fail for, so that new ones stand out. */
export interface Baseline {
  readonly version: 1;
  /** Where it was read from, for what is said of it. */
  readonly file?: string;
  readonly findings: readonly BaselineEntry[];
}

interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly object: string;
  readonly file: string;
}

/** What is open in a report, to be known from now on. */
export function baselineOf(findings: readonly LintFinding[]): Baseline {
  const open = findings.filter(({ suppressed, rule }) => suppressed?.kind !== 'inSource' && rule !== 'baseline-entry-stale');
  return {
    version: 1,
    findings: open.map(({ fingerprint, rule, location: { object, file } }) => ({ fingerprint, rule, object, file })),
  };
}

/** Findings that the baseline knows are suppressed; entries of linted files that match none are reported. */
export function baselined(findings: LintFinding[], baseline: Baseline | undefined, files: readonly TextFile[]): LintFinding[] {
  if (baseline === undefined) return findings;
  const known = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const linted = new Set(files.map(({ name }) => name));
  const stale = baseline.findings.filter(({ fingerprint, file }) => !found.has(fingerprint) && linted.has(file));
  const fingerprints = new Fingerprints();
  return [
    ...findings.map((finding) => (known.has(finding.fingerprint) ? accepted(finding) : finding)),
    ...stale.map((entry) => fingerprints.mark(told(entry))),
  ];

  function told({ fingerprint, rule, object, file }: BaselineEntry) {
    const location = { file: baseline?.file ?? '', line: 1, column: 1, object };
    const message = `the baseline has ${rule} of ${object} in ${file}, which is no longer found`;
    return own('baseline-entry-stale', { location, key: fingerprint }, message, 'write the baseline again with --write-baseline');
  }
}

const accepted = (finding: LintFinding): LintFinding =>
  finding.suppressed === undefined ? { ...finding, suppressed: { reason: 'in the baseline', kind: 'external' } } : finding;
