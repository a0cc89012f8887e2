import { childrenOf, type Directive, type Span } from './directive';

/** Text in place of a stretch of a configuration. */
export interface Edit extends Span {
  readonly text: string;
}

/** The text with all edits made; none may overlap another. */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end), text);
}

export const replacing = ({ span }: Directive, text: string): Edit[] => (span === undefined ? [] : [{ ...span, text }]);

/** The directive, and its line where it stands there alone. */
export function removing(text: string, { span }: Directive): Edit[] {
  if (span === undefined) return [];
  const start = lineStart(text, span.start);
  const end = text.indexOf('\n', span.end);
  const isAlone = end !== -1 && text.slice(start, span.start).trim() === '' && text.slice(span.end, end).trim() === '';
  return [isAlone ? { start, end: end + 1, text: '' } : { ...span, text: '' }];
}

/** Lines at the end of a block, or at its start, indented as what is there. */
export function inserting(text: string, block: Directive, lines: readonly string[], where: 'first' | 'last'): Edit[] {
  const span = block.block?.span;
  if (span === undefined || lines.length === 0) return [];
  const outer = indentAt(text, block.span?.start ?? 0);
  const [child] = childrenOf(block);
  const isOneLine = !text.slice(span.start, span.end).includes('\n');
  const inner = child?.span === undefined || isOneLine ? `${outer}    ` : indentAt(text, child.span.start);
  const put = lines.map((line) => inner + line);
  if (where === 'first') return [at(span.start, `${newline(text)}${put.join(newline(text))}`)];
  const close = lineStart(text, span.end);
  const ownLine = text.slice(close, span.end).trim() === '' && close > span.start;
  return ownLine
    ? [at(close, put.map((line) => line + newline(text)).join(''))]
    : [at(span.end, `${newline(text)}${put.join(newline(text))}${newline(text)}${outer}`)];
}

/** Text on lines of its own before a directive, indented like it. */
export function before(text: string, { span }: Directive, put: string): Edit[] {
  if (span === undefined) return [];
  const indent = indentAt(text, span.start);
  const lines = put.trimEnd().split('\n');
  const indented = lines.map((line, index) => (line === '' || index === 0 ? line : indent + line));
  return [at(span.start, `${[...indented, '', indent].join(newline(text))}`)];
}

const at = (start: number, text: string): Edit => ({ start, end: start, text });
const newline = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
const lineStart = (text: string, from: number): number => text.lastIndexOf('\n', from - 1) + 1;
const indentAt = (text: string, from: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, from), from))?.[0] ?? '';
