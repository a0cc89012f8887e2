import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { textOf, type StreamPath } from '../../policy/stream-path';
import type { RouteRule } from './implementation';

interface PathMatch {
  readonly type: string;
  readonly value: string;
}

/** A path as the match of a rule. */
export function matchOf(path: StreamPath): { path: { type: string; value: string } } {
  return { path: 'exact' in path ? { type: 'Exact', value: path.exact } : { type: 'PathPrefix', value: path.prefix } };
}

/** The rules of a route that serve any of these paths; all of them where the paths are not known. */
export function rulesFor(route: KubeObject, paths: readonly StreamPath[] | undefined): RouteRule[] {
  const rules = (valueAt(route, ['spec', 'rules']) ?? []) as RouteRule[];
  if (paths === undefined) return rules;
  return rules.filter((rule) => paths.some((path) => serves(rule, path, rules.flatMap(matchesOf))));
}

/** A rule serves what lies below the stream's prefix, and the stream itself where no other match is longer. */
function serves(rule: RouteRule, path: StreamPath, all: readonly PathMatch[]): boolean {
  const stream = textOf(path);
  const longest = Math.max(...all.filter((match) => covers(match, stream)).map(({ value }) => value.length));
  return matchesOf(rule).some(
    (match) =>
      match.type === 'RegularExpression' ||
      (covers(match, stream) && match.value.length === longest) ||
      ('prefix' in path && isBelow(match.value, stream)),
  );
}

function covers({ type, value }: PathMatch, path: string): boolean {
  return type === 'Exact' ? value === path : isBelow(path, value);
}

/** Prefixes are compared by path element: /events covers /events/a and not /eventsource. */
function isBelow(path: string, prefix: string): boolean {
  const folder = prefix.replace(/\/$/, '');
  return path === folder || path === prefix || path.startsWith(`${folder}/`);
}

function matchesOf(rule: RouteRule): PathMatch[] {
  const matches = (rule['matches'] ?? [{}]) as { path?: Partial<PathMatch> }[];
  return matches.map(({ path }) => ({ type: path?.type ?? 'PathPrefix', value: path?.value ?? '/' }));
}

/** The names of the Services that rules send to. */
export function servicesOf(rules: readonly RouteRule[]): string[] {
  const refs = rules.flatMap((rule) => (rule['backendRefs'] ?? []) as { kind?: string; name: string }[]);
  return [...new Set(refs.filter(({ kind = 'Service' }) => kind === 'Service').map(({ name }) => name))];
}
