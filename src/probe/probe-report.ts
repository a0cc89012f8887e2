import type { CheckResult } from './live-check';

/** What a probe has to say, as data: every format is made of it. */
export interface ProbeReport {
  readonly version: 1;
  /** Redacted. */
  readonly url: string;
  /** When it was observed, as ISO 8601. */
  readonly startedAt: string;
  /** How many connections were made. */
  readonly connections: number;
  /** Stopped before it had seen all that it set out to see. */
  readonly interrupted: boolean;
  /** What weakens the verdicts as a whole. */
  readonly warnings: readonly string[];
  readonly checks: readonly CheckResult[];
}
