import { MAX_LENGTH, tooLong } from './bounds';
import { JsonError, parseJson } from './json';
import type { Loaded } from './loader';
import type { Written } from './written';
import { Lines } from './written-source';

/** Reads a JSON text; one that cannot be read is a problem with its line. */
export function readJson(text: string, file: string, read: (written: Written, lines: Lines) => Loaded): Loaded {
  if (text.length > MAX_LENGTH) return { problems: [{ file, message: tooLong(text) }] };
  const lines = new Lines(text);
  try {
    return read(parseJson(text), lines);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return { problems: [{ file, line: lines.lineOf(error.offset), message: `is not JSON: ${error.message}` }] };
  }
}
