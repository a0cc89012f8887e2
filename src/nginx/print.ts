import { statement, quoted } from './directive';

/** A directive to be written. */
export interface Written {
  readonly name: string;
  readonly args: readonly string[];
  readonly block?: readonly Written[];
  /** A line before it. */
  readonly comment?: string;
}

export const line = (name: string, ...args: readonly string[]): Written => ({ name, args });

export const blockOf = (name: string, args: readonly string[], block: readonly Written[], comment?: string): Written => ({
  name,
  args,
  block,
  ...(comment === undefined ? {} : { comment }),
});

const INDENT = '    ';

/** The text of directives, as nginx reads it back. */
export function printNginx(directives: readonly Written[], indent = ''): string {
  return directives
    .map((directive, index) => {
      const gap = index > 0 && directive.block !== undefined ? '\n' : '';
      const comment = directive.comment === undefined ? '' : `${indent}# ${directive.comment}\n`;
      return gap + comment + printOne(directive, indent);
    })
    .join('');
}

function printOne(directive: Written, indent: string): string {
  const { name, args, block } = directive;
  if (block === undefined) return `${indent}${statement(directive)}\n`;
  const head = [name, ...args].map(quoted).join(' ');
  return `${indent}${head} {\n${printNginx(block, indent + INDENT)}${indent}}\n`;
}
