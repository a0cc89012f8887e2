/** An expression of an ARM template, such as `resourceId('a/b', variables('name'))`. */
export type ArmExpression =
  | { readonly literal: string; readonly isNumber?: boolean }
  /** A call, with what is taken of its result, such as `.id`. */
  | { readonly call: string; readonly args: readonly ArmExpression[]; readonly then: string };

const TOKEN = /\s*(?:'((?:[^']|'')*)'|(-?\d+)|([a-zA-Z_][\w.]*)\s*\()/y;
const MAX_NESTED = 50;

/** The expression that a text is; undefined for one that is plain text, or that is no expression we know the form of. */
export function parseExpression(text: string): ArmExpression | undefined {
  if (!isArmExpression(text)) return undefined;
  const reading = { text: text.slice(1, -1), at: 0 };
  const expression = read(reading, 0);
  return reading.text.slice(reading.at).trim() === '' ? expression : undefined;
}

/** Two brackets at the front stand for one that begins plain text. */
export const isArmExpression = (text: string): boolean => text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');

function read(reading: { text: string; at: number }, depth: number): ArmExpression | undefined {
  TOKEN.lastIndex = reading.at;
  const [whole, literal, number, call] = TOKEN.exec(reading.text) ?? [];
  if (whole === undefined || depth > MAX_NESTED) return undefined;
  reading.at += whole.length;
  if (number !== undefined) return { literal: number, isNumber: true };
  if (call === undefined) return { literal: literal?.replaceAll("''", "'") ?? '' };
  const args: ArmExpression[] = [];
  while (!take(reading, /\s*\)/y)) {
    if (args.length > 0 && !take(reading, /\s*,/y)) return undefined;
    const arg = read(reading, depth + 1);
    if (arg === undefined) return undefined;
    args.push(arg);
  }
  return { call, args, then: take(reading, /(?:\.\w+|\[(?:'[^']*'|\d+)\])+/y) ?? '' };
}

function take(reading: { text: string; at: number }, pattern: RegExp): string | undefined {
  pattern.lastIndex = reading.at;
  const [found] = pattern.exec(reading.text) ?? [];
  reading.at += found?.length ?? 0;
  return found;
}

/** As it would be written, with the same spaces whoever wrote it. */
export function textOf(expression: ArmExpression): string {
  if ('literal' in expression && expression.isNumber) return expression.literal;
  if ('literal' in expression) return `'${expression.literal.replaceAll("'", "''")}'`;
  return `${expression.call}(${expression.args.map(textOf).join(', ')})${expression.then}`;
}
