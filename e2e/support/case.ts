import type { Program } from './program';

/** How a case came out. */
export interface Outcome {
  readonly ok: boolean;
  /** In a few words. */
  readonly seen: string;
  /** What else there is to know where it failed. */
  readonly details?: readonly string[];
}

/** Cases share nothing, so that they can be run side by side. */
export interface Case {
  readonly name: string;
  /** Programs without which it cannot be run. */
  readonly needs: readonly Program[];
  /** It takes a whole processor, and would make the others late. */
  readonly alone?: true;
  /** `folder` is its own, and is kept where a case failed. */
  run(folder: string): Promise<Outcome>;
}
