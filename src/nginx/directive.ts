import { grouped } from '../collections/grouped';
import { remembered } from '../collections/remembered';

/** A directive of an nginx configuration, with where it is written. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** From its name to behind its ";" or "}"; absent where another program read the text. */
  readonly span?: Span;
  /** Present where it opens a block. */
  readonly block?: Block;
}

export interface Block {
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  /** Between the braces. */
  readonly span?: Span;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Comment {
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** One configuration, its includes in place. */
export interface Configuration {
  readonly file: string;
  /** What stands outside of every block. */
  readonly main: Block;
}

const NOTHING: readonly Directive[] = [];

export const childrenOf = (directive: Directive): readonly Directive[] => directive.block?.directives ?? NOTHING;

const byName = new WeakMap<readonly Directive[], Map<string, Directive[]>>();

/** Those of a name. Indexed: every setting of every location looks through all blocks around. */
export function namedIn(directives: readonly Directive[], name: string): readonly Directive[] {
  const index = remembered(byName, directives, () => grouped(directives, (directive) => [directive.name]));
  return index.get(name) ?? NOTHING;
}

/** `proxy_buffering off;` */
export const statement = ({ name, args }: Pick<Directive, 'name' | 'args'>): string =>
  `${[name, ...args].map(quoted).join(' ')};`;

/** A word as nginx reads it back. */
export function quoted(word: string): string {
  if (word !== '' && !/[\s;{}"'#\\]/.test(word)) return word;
  const escaped = word.replace(/\\(?=["'\\trn]|$)|"/g, '\\$&');
  return `"${escaped}"`;
}

/** `line 12 of nginx.conf` */
export const whereIs = ({ line, file }: Directive): string => `line ${line} of ${file}`;
