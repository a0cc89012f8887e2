import type { StreamPolicy } from '../policy/stream-policy';
import type { Observation } from './observation';

/** `unknown`: asked, and what was seen does not decide it. `skipped`: not asked, and why. */
export type Status = 'pass' | 'fail' | 'unknown' | 'skipped';

/** What a check says of an observation. */
export interface Verdict {
  readonly status: Status;
  /** What was seen, with its numbers: the reason for the status. */
  readonly evidence: string;
  /** What may be the cause, most likely first; every cause that the evidence cannot tell apart is named. */
  readonly suspects?: readonly string[];
  /** What to change. */
  readonly fix?: string;
  readonly source?: string;
}

/** A question about an observation. Its file name is its id. */
export interface LiveCheck {
  readonly id: string;
  /** The question, as a statement that holds when all is well. */
  readonly title: string;
  readonly symptom: string;
  readonly cause: string;
  readonly remedy: string;
  judge(observation: Observation, policy: StreamPolicy): Verdict;
}

export interface CheckResult extends Verdict {
  readonly rule: string;
}
