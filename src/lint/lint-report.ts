import type { Problem, Skipped } from '../load/loader';
import type { Changed } from '../load/positions';
import type { Finding } from '../rules/rule';

export type { Problem, Skipped } from '../load/loader';

export interface Location {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** The object, such as `Ingress app/sse`. */
  readonly object: string;
}

/** Why a finding is accepted, and whether the file itself says so or a baseline. */
interface Suppressed {
  readonly reason: string;
  readonly kind: 'inSource' | 'external';
}

export interface LintFinding extends Omit<Finding, 'object' | 'edit' | 'suppressed'> {
  /** Present when the finding is accepted; it then fails nothing. */
  readonly suppressed?: Suppressed;
  /** What mends it in its file, where that is beyond doubt, or why that is left to a person; where it was asked for. */
  readonly change?: Changed;

  /** Where the key stands, or the object that lacks it; `file` is empty for a hop that is in no file. */
  readonly location: Location;
  /** The names of the paths it was found on, from client to process. */
  readonly paths: readonly string[];
  /** Stable over moves of lines: for baselines and for tools that follow a finding over time. */
  readonly fingerprint: string;
}

/** A path that was taken for a stream, and why. */
export interface LintedPath {
  readonly name: string;
  /** What made it a stream, such as `--stream /events`. */
  readonly evidence: string;
  /** Where its policy came from: a file, flags, an annotation, or the defaults. */
  readonly policy: string;
  /** The objects of its hops, from client to process. */
  readonly hops: readonly string[];
}

/** What `sse-ready lint` has to say, as data: every format is made of it. */
export interface LintReport {
  readonly version: 1;
  readonly paths: readonly LintedPath[];
  /** What may lead to a stream and shows no sign of one, such as `Ingress app/shop`: not judged. */
  readonly leftOut: readonly string[];
  /** By path from client to process, then by place; suppressed ones included. */
  readonly findings: readonly LintFinding[];
  /** Inputs that could not be read, wholly or in part. The rest was linted. */
  readonly problems: readonly Problem[];
  /** Files that were passed over, each with the reason. */
  readonly skipped: readonly Skipped[];
}
