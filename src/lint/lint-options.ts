import type { Duration } from '../policy/duration';
import type { Baseline } from './baseline';
import type { Levels } from './levels';
import type { StreamPolicyProps } from '../policy/stream-policy';

export interface LintOptions {
  /** What every stream of the input needs. Default: what the workload's annotation says, else the defaults. */
  readonly policy?: StreamPolicyProps | undefined;
  /** Where that policy comes from, for the report. Default `the policy given`. */
  readonly policyFrom?: string | undefined;
  /** The URL paths that stream, in place of the policy's. Default, without a policy too: what shows signs of a stream is one. */
  readonly streams?: readonly string[] | undefined;
  /** In place of the policy's. */
  readonly heartbeat?: string | Duration | undefined;
  /** In place of the policy's `maxAge.limit`. */
  readonly maxAge?: string | Duration | undefined;
  /** Other levels than the rules' own, by rule id. What is unknown stays so. */
  readonly levels?: Levels | undefined;
  /** What was found before and is accepted for now. */
  readonly baseline?: Baseline | undefined;
  /** Whether to say of each finding what mends it in its file; texts are then parsed again for each. Default false. */
  readonly changes?: boolean | undefined;
}
