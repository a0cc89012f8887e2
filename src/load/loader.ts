import type { Input } from './input';

/** A text and the name it goes by, such as its path. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** An input that could not be read, wholly or in part; the rest was read. */
export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

/** An input that was passed over, with the reason. */
export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

/** A comment that speaks to this program. */
export interface FileComment {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** As it is written, its marks included. */
  readonly text: string;
}

/** What became of texts: never an exception, never a silent loss. */
export interface Loaded extends Partial<Input> {
  readonly problems?: readonly Problem[];
  readonly skipped?: readonly Skipped[];
  readonly comments?: readonly FileComment[];
}

/**
 * Knows one format: reads the texts that are in it, all at once because some include others, and leaves the rest to the
 * next loader.
 */
export type Loader = (files: readonly TextFile[]) => Taken | Promise<Taken>;

export interface Taken extends Loaded {
  readonly rest: readonly TextFile[];
}

/** A loader of a format whose files stand alone and are known by their names. */
export function loaderFor(takes: (name: string) => boolean, load: (text: string, file: string) => Loaded): Loader {
  return (files) => ({
    ...joined(files.filter(({ name }) => takes(name)).map(({ name, text }) => load(text, name))),
    rest: files.filter(({ name }) => !takes(name)),
  });
}

export function joined(parts: readonly Loaded[]): Required<Loaded> {
  return {
    objects: parts.flatMap(({ objects = [] }) => objects),
    resources: parts.flatMap(({ resources = [] }) => resources),
    configurations: parts.flatMap(({ configurations = [] }) => configurations),
    apisix: parts.flatMap(({ apisix = [] }) => apisix),
    problems: parts.flatMap(({ problems = [] }) => problems),
    skipped: parts.flatMap(({ skipped = [] }) => skipped),
    comments: parts.flatMap(({ comments = [] }) => comments),
  };
}
