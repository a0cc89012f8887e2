import type { Location } from '../../lint/lint-report';

/** Lines of code are rarely longer; of those that are, such as JSON in one line, the part around the column is shown. */
const WIDEST = 100;

/** The line a finding is about, with a caret under the column; nothing where the text is not at hand. */
export function excerpt({ line, column }: Location, text: string | undefined): string[] {
  const written = text === undefined ? undefined : lineOf(text, line);
  if (written === undefined) return [];
  const from = column > WIDEST ? column - Math.floor(WIDEST / 2) : 0;
  const shown = written.slice(from, from + WIDEST).replaceAll('\t', ' ');
  const number = String(line);
  return [`${number} | ${shown}`, `${' '.repeat(number.length)} | ${' '.repeat(column - 1 - from)}^`];
}

/** Found by counting, not by cutting the whole text: a rendered chart has many lines and many findings. */
function lineOf(text: string, line: number): string | undefined {
  let from = 0;
  for (let at = 1; at < line; at += 1) {
    const end = text.indexOf('\n', from);
    if (end === -1) return undefined;
    from = end + 1;
  }
  const end = text.indexOf('\n', from);
  return text
    .slice(from, end === -1 ? undefined : end)
    .replace(/\r$/, '')
    .replace(/^\uFEFF/, '');
}
