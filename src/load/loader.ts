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

/** What a loader made of a text: never an exception, never a silent loss. */
export interface Loaded extends Partial<Input> {
  readonly problems?: readonly Problem[];
  readonly skipped?: readonly Skipped[];
}

/** Knows one format. */
export interface Loader {
  /** Whether the text is in this format, by its name and, where names do not tell, by a look at its start. */
  takes(file: TextFile): boolean;
  /** @param all Every text of the input, for formats that include others. */
  load(file: TextFile, all: readonly TextFile[]): Loaded;
}
