import { remembered } from '../collections/remembered';
import { textOf, type StreamPath } from '../policy/stream-path';
import { childrenOf, namedIn, type Directive } from './directive';

/** The location that serves a request; `unclear` where a regular expression before it could not be tried. */
export interface Match {
  /** From the outermost location to the one that serves. */
  readonly trail: readonly Directive[];
  readonly unclear?: Directive;
}

interface Found extends Match {
  /** An exact match or a regular expression: nginx looks no further. */
  readonly isFinal: boolean;
}

/** More steps than this and a regular expression is not tried: it might never end. */
const MAX_STEPS = 1_000_000;

/**
 * The location that nginx chooses for a path: an exact one; else the longest prefix where it has ^~; else the first regular
 * expression that matches, in their order; else the longest prefix. Nested locations first.
 */
export function locationFor(block: Directive, path: string): Match | undefined {
  const found = find(block, path);
  return found === undefined || found.trail.length === 0 ? undefined : found;
}

function find(block: Directive, path: string): Found | undefined {
  const { exacts, prefixes, regexes } = locationsOf(block);
  const exact = exacts.get(path);
  if (exact !== undefined) return { trail: [exact], isFinal: true };
  const prefix = prefixes.find(({ pattern }) => path.startsWith(pattern))?.location;
  let found: Found | undefined;
  if (prefix !== undefined) {
    const inner = find(prefix, path);
    found = { trail: [prefix, ...(inner?.trail ?? [])], isFinal: inner?.isFinal ?? false, ...unclearOf(inner) };
    if (found.isFinal || modifierOf(prefix) === '^~') return found;
  }
  let unclear = found?.unclear;
  for (const location of regexes) {
    const matches = tryRegex(location, path);
    if (matches === undefined) unclear ??= location;
    else if (matches) {
      const inner = find(location, path);
      return { trail: [location, ...(inner?.trail ?? [])], isFinal: true, ...unclearOf(inner, unclear) };
    }
  }
  return found === undefined && unclear === undefined
    ? undefined
    : { trail: found?.trail ?? [], isFinal: false, ...unclearOf(undefined, unclear) };
}

const unclearOf = (inner: Match | undefined, own?: Directive) => {
  const unclear = own ?? inner?.unclear;
  return unclear === undefined ? {} : { unclear };
};

/** `=`, `^~`, `~`, `~*`, `@` for a named location, or nothing. */
function modifierOf({ args: [first = '', second] }: Directive): string {
  if (first.startsWith('@')) return '@';
  if (second !== undefined) return first;
  // nginx takes "=/path" and "~\.php$" without a space too.
  return /^(=|\^~|~\*|~)/.exec(first)?.[0] ?? '';
}

export function patternOf(location: Directive): string {
  const [first = '', second] = location.args;
  return second ?? first.slice(modifierOf(location).length);
}

export const isRegex = (location: Directive): boolean => modifierOf(location).startsWith('~');

export const isPrefix = (location: Directive): boolean => ['', '^~'].includes(modifierOf(location));

/** The requests that a stream may be: its path, and for a prefix what the server has below it. */
export function requestsOf(server: Directive, stream: StreamPath): string[] {
  const path = textOf(stream);
  if ('exact' in stream) return [path];
  const folder = path.replace(/\/?$/, '/');
  const below = namedIn(childrenOf(server), 'location')
    .filter((location) => isPrefix(location) || modifierOf(location) === '=')
    .map(patternOf)
    .filter((pattern) => pattern.startsWith(folder));
  return [...new Set([path, ...(path === '/' ? [] : [folder]), ...below])];
}

interface Locations {
  readonly exacts: ReadonlyMap<string, Directive>;
  /** The longest first. */
  readonly prefixes: readonly { readonly pattern: string; readonly location: Directive }[];
  readonly regexes: readonly Directive[];
}

const byBlock = new WeakMap<Directive, Locations>();

/** Sorted once: a server may have thousands, and each request looks through them. */
const locationsOf = (block: Directive): Locations => remembered(byBlock, block, () => sortedLocations(block));

function sortedLocations(block: Directive): Locations {
  const all = namedIn(childrenOf(block), 'location');
  const exacts = all.filter((location) => modifierOf(location) === '=');
  const prefixes = all.filter(isPrefix).map((location) => ({ pattern: patternOf(location), location }));
  return {
    exacts: new Map(exacts.map((location) => [patternOf(location), location])),
    prefixes: prefixes.toSorted((a, b) => b.pattern.length - a.pattern.length),
    regexes: all.filter(isRegex),
  };
}

/** Undefined where the expression is one of PCRE's own, or could take too long. */
function tryRegex(location: Directive, path: string): boolean | undefined {
  const pattern = patternOf(location);
  const repeats = pattern.replaceAll('(?', '(').match(/[*+?]|\{\d+,/g)?.length ?? 0;
  if (/\)[*+{]/.test(pattern) || path.length ** repeats > MAX_STEPS) return undefined;
  try {
    return new RegExp(pattern, modifierOf(location) === '~*' ? 'i' : '').test(path);
  } catch {
    return undefined;
  }
}
