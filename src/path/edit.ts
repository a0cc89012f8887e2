/** The one change of a file that mends a finding, where it is beyond doubt. */
export interface Edit {
  /** As settings and remarks name theirs. */
  readonly key: string;
  readonly value: string | number | boolean;
}
