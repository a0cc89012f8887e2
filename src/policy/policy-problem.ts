/** One thing wrong with a policy: where, and what was found and is needed. */
export interface PolicyProblem {
  /** Such as `drain.window`; empty for the policy as a whole. */
  readonly field: string;
  readonly message: string;
}
