import type { CheckResult } from './live-check';
import type { LoadSummary } from './load/summary';

/** What a probe has to say, as data: every format is made of it. */
export interface ProbeReport {
  readonly version: 1;
  /** Redacted. */
  readonly url: string;
  /** When it was observed, as ISO 8601. */
  readonly startedAt: string;
  /** How many connections were made, those of a load included. */
  readonly connections: number;
  /** Stopped before it had seen all that it set out to see. */
  readonly interrupted: boolean;
  /** What weakens the verdicts as a whole. */
  readonly warnings: readonly string[];
  /** Absent when no load was asked for. */
  readonly load?: LoadSummary;
  readonly checks: readonly CheckResult[];
}
