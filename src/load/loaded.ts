import type { TerraformResource } from '../terraform/resource';

/** A text and the name it goes by, such as its path. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** What could not be read, and where: the rest was. */
export interface LoadProblem {
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number;
  readonly message: string;
}

/** What was passed over on purpose, and why. */
export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

/** A comment that speaks to this program. */
interface FileComment {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** As it is written, its marks included. */
  readonly text: string;
}

/** The resources of files, each with its source (positions.ts). */
export interface Loaded {
  readonly resources: readonly TerraformResource[];
  readonly problems: readonly LoadProblem[];
  readonly skipped: readonly Skipped[];
  readonly comments: readonly FileComment[];
}

export const nothing: Loaded = { resources: [], problems: [], skipped: [], comments: [] };

export const found = (part: Partial<Loaded>): Loaded => ({ ...nothing, ...part });

export function together(all: readonly Loaded[]): Loaded {
  return {
    resources: all.flatMap(({ resources }) => resources),
    problems: all.flatMap(({ problems }) => problems),
    skipped: all.flatMap(({ skipped }) => skipped),
    comments: all.flatMap(({ comments }) => comments),
  };
}
