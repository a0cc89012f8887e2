import { childrenOf, namedIn, whereIs, type Directive } from './directive';

/** A location and the blocks around it, innermost first, up to the main context. */
export interface Place {
  readonly location: Directive;
  readonly around: readonly Directive[];
}

/** What the files say of a directive at a place. */
export type Said =
  | { readonly is: 'written'; readonly all: readonly Directive[]; readonly last: Directive }
  | { readonly is: 'absent' }
  | { readonly is: 'unknown'; readonly why: string };

/** Files of the distribution that hold nothing a stream depends on. */
const HARMLESS = /(^|\/)(mime\.types|(fastcgi|uwsgi|scgi)(_params|\.conf)|modules-enabled\/[^/]*)$/;

/**
 * A directive as nginx inherits it: the innermost block that has it replaces all outer ones, also where it is a list such
 * as proxy_set_header. Unknown where an `if` may set it, or an include that is not in the input.
 */
export function saidAt({ location, around }: Place, name: string): Said {
  const condition = namedIn(childrenOf(location), 'if').find((block) => namedIn(childrenOf(block), name).length > 0);
  if (condition !== undefined) return { is: 'unknown', why: `the if on ${whereIs(condition)} sets it for some requests` };
  for (const block of [location, ...around]) {
    const all = namedIn(childrenOf(block), name);
    const last = all.at(-1);
    if (last !== undefined) return { is: 'written', all, last };
    const missing = namedIn(childrenOf(block), 'include').find(isMissingInclude);
    if (missing !== undefined)
      return { is: 'unknown', why: `${missing.args[0]}, included on ${whereIs(missing)}, is not in the input` };
  }
  return { is: 'absent' };
}

/** Includes that were found are replaced by what they include; one with a pattern may well match nothing. */
const isMissingInclude = ({ args: [pattern = ''] }: Directive): boolean => !/[*?[]/.test(pattern) && !HARMLESS.test(pattern);
