/** A document of a YAML stream as it is written. */
export interface DocumentText {
  readonly text: string;
  /** Where it begins in the file. */
  readonly offset: number;
  /** The line of the file that it starts in, counted from 1. */
  readonly line: number;
}

/** Where a document starts, with the directives before its marker. No scalar, not even a quoted one, can hold such a line. */
const START = /^(?:%.*\r?\n)*---(?=[ \t\r\n]|$)/gm;

/**
 * Cuts a stream into its documents before anything is parsed: a quote left open in one of them must not swallow the rest.
 * Documents of comments only are left out.
 */
export function documentTexts(stream: string): DocumentText[] {
  // A byte order mark is no part of the first line.
  const text = stream.replace(/^\uFEFF/, '');
  const starts = [...text.matchAll(START)].map(({ index }) => index);
  const cuts = [...new Set([0, ...starts])];
  const mark = stream.length - text.length;
  let line = 1;
  return cuts.flatMap((from, at) => {
    const part = text.slice(from, cuts[at + 1]);
    const document = { text: part, offset: from + mark, line };
    line += newlines(part);
    return /^(?![ \t]*(?:#|\r?$)|---[ \t\r]*(?:#.*)?$|%|\.\.\.\s*$)/m.test(part) ? [document] : [];
  });
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
