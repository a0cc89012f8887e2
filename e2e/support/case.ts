import type { Program } from './program';

/** How a case came out. */
export interface Outcome {
  readonly ok: boolean;
  /** In a few words. */
  readonly seen: string;
  /** More lines, where it failed. */
  readonly details?: readonly string[];
}

export interface Case {
  readonly name: string;
  /** Programs without which it cannot be run. */
  readonly needs: readonly Program[];
  /** `folder` is its own; what it leaves there is kept where it fails. */
  run(folder: string): Promise<Outcome>;
}
