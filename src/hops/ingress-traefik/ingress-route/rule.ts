/** A matcher of a rule with its arguments, such as PathPrefix(`/events`). */
interface Matcher {
  readonly name: string;
  readonly values: readonly string[];
}

type Node =
  | { readonly matcher: Matcher }
  | { readonly not: Node }
  | { readonly every: readonly Node[] }
  | { readonly some: readonly Node[] };

/** What a rule asks for; undefined where it cannot be read. */
export function parseRule(rule: string): Node | undefined {
  const tokens = rule.match(TOKEN) ?? [];
  if (tokens.join('').replace(/\s/g, '') !== rule.replace(/\s/g, '') || tokens.length > 1000) return undefined;
  let at = 0;
  const next = (token: string): boolean => tokens[at] === token && ++at > 0;
  const listOf = (operator: string, one: () => Node | undefined): Node[] | undefined => {
    const nodes: Node[] = [];
    do {
      const node = one();
      if (node === undefined) return undefined;
      nodes.push(node);
    } while (next(operator));
    return nodes;
  };
  const some = (): Node | undefined => {
    const nodes = listOf('||', every);
    return nodes && { some: nodes };
  };
  const every = (): Node | undefined => {
    const nodes = listOf('&&', single);
    return nodes && { every: nodes };
  };
  const single = (): Node | undefined => {
    if (next('!')) {
      const inner = single();
      return inner && { not: inner };
    }
    if (next('(')) {
      const inner = some();
      return next(')') ? inner : undefined;
    }
    return matcher();
  };
  const matcher = (): Node | undefined => {
    const name = tokens[at++];
    if (name === undefined || !/^\w+$/.test(name) || !next('(')) return undefined;
    const values: string[] = [];
    while (/^[`"]/.test(tokens[at] ?? '')) {
      values.push((tokens[at++] ?? '').slice(1, -1));
      if (!next(',')) break;
    }
    return next(')') ? { matcher: { name: name.toLowerCase(), values } } : undefined;
  };
  const read = some();
  return at === tokens.length ? read : undefined;
}

const TOKEN = /`[^`]*`|"(?:[^"\\]|\\.)*"|&&|\|\||[!(),]|\w+/g;

/** Whether a request for a path fits where the matchers of anything else are `others`; undefined where that decides. */
export function fits(node: Node | undefined, path: string, others?: true): boolean | undefined {
  if (node === undefined) return undefined;
  if ('matcher' in node) return matches(node.matcher, path, others);
  if ('not' in node) {
    const inner = fits(node.not, path, others);
    return inner === undefined ? undefined : !inner;
  }
  const isEvery = 'every' in node;
  const all = (isEvery ? node.every : node.some).map((one) => fits(one, path, others));
  if (all.includes(!isEvery)) return !isEvery;
  return all.includes(undefined) ? undefined : isEvery;
}

function matches({ name, values }: Matcher, path: string, others: true | undefined): boolean | undefined {
  if (name === 'path') return values.includes(path);
  if (name === 'pathprefix') return values.some((value) => path.startsWith(value));
  return name === 'pathregexp' ? undefined : others;
}

/** The paths that a rule names, without those that it excludes. */
export function pathsIn(node: Node | undefined): string[] {
  if (node === undefined || 'not' in node) return [];
  if ('matcher' in node) return /^path(?:prefix|regexp)?$/.test(node.matcher.name) ? node.matcher.values.map(literal) : [];
  return ('every' in node ? node.every : node.some).flatMap(pathsIn);
}

const literal = (pattern: string): string => pattern.replace(/^\^/, '');

/** What a rule asks for beside paths: rules of which this is the same meet the same requests otherwise. */
export function besidePaths(node: Node | undefined): string {
  if (node === undefined) return '';
  if ('matcher' in node) return /^path/.test(node.matcher.name) ? '' : JSON.stringify(node.matcher);
  if ('not' in node) return besidePaths(node.not) === '' ? '' : `!${besidePaths(node.not)}`;
  const parts = ('every' in node ? node.every : node.some).map(besidePaths).filter((part) => part !== '');
  return [...new Set(parts)].toSorted().join('every' in node ? '&' : '|');
}
