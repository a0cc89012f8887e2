const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs;
const PLAIN: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The text between double quotes. `$${` stays: readers take it for an expression, which is unknown and never wrong. */
export function unescaped(text: string): string {
  return text.replace(ESCAPE, (whole, short?: string, long?: string, plain?: string) => {
    const code = Number.parseInt(short ?? long ?? '', 16);
    if (code <= 0x10ffff) return String.fromCodePoint(code);
    return plain === undefined ? whole : (PLAIN[plain] ?? plain);
  });
}

/** A heredoc without its marks; after `<<-` without the indentation that all its lines share. */
export function heredocText(heredoc: string): string {
  const [mark = '', ...rest] = heredoc.split(/\r?\n/);
  const lines = rest.slice(0, -1);
  // A directive has no `${`, and is no more known than one.
  if (/%\{/.test(heredoc) && !heredoc.includes('${')) return `\${${heredoc}}`;
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const shared = mark.startsWith('<<-') ? Math.min(...indents, Infinity) : 0;
  return lines.map((line) => `${Number.isFinite(shared) ? line.slice(shared) : line}\n`).join('');
}
