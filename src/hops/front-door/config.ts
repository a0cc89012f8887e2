import { textOf, type StreamPath } from '../../policy/stream-path';
import { frontDoorFacts as facts } from './facts';

/** What a rule compares the request path with, which has no leading slash there. */
export interface PathMatch {
  readonly name: string;
  readonly operator: 'Equal' | 'BeginsWith';
  readonly matchValues: readonly string[];
}

/** What matches these paths and nothing else: a rule takes one comparison of the path, with so many values. */
export function pathMatches(streams: readonly StreamPath[]): PathMatch[] {
  const paths = streams.map((stream) => ({ isPrefix: 'prefix' in stream, path: textOf(stream).replace(/^\/+/, '') }));
  const exact = paths.filter(({ isPrefix, path }) => !isPrefix || !isFolder(path)).map(({ path }) => path);
  const below = paths.filter(({ isPrefix }) => isPrefix).map(({ path }) => (isFolder(path) ? path : `${path}/`));
  return [...inParts('streamexact', 'Equal', exact), ...inParts('streambelow', 'BeginsWith', below)];
}

function inParts(name: string, operator: PathMatch['operator'], values: readonly string[]): PathMatch[] {
  const { max } = facts.matchValues;
  return Array.from({ length: Math.ceil(values.length / max) }, (_, index) => ({
    name: index === 0 ? name : `${name}${index + 1}`,
    operator,
    matchValues: values.slice(index * max, (index + 1) * max),
  }));
}

const isFolder = (path: string): boolean => path === '' || path.endsWith('/');

/** Sends what a rule matches to the stream's host, for this once: a browser that remembers could not be called back. */
const redirectTo = (host: string) => ({
  urlRedirectAction: { redirectType: 'TemporaryRedirect', redirectProtocol: 'Https', destinationHostname: host },
});

/** The rules that send these streams to their host, in the words of `CdnFrontdoorRuleConfig`; each is the last for what it matches. */
export const redirectRules = (streams: readonly StreamPath[], host: string) =>
  pathMatches(streams).map(({ name, operator, matchValues }, index) => ({
    name,
    order: index + 1,
    behaviorOnMatch: 'Stop',
    conditions: { urlPathCondition: [{ operator, matchValues: [...matchValues] }] },
    actions: redirectTo(host),
  }));

/** The name of a host's record in a zone; undefined for a host outside of it. DNS compares names without case. */
export function recordName(host: string, zone: string): string | undefined {
  const [lower, lowerZone] = [host.toLowerCase(), zone.toLowerCase()];
  if (lower === lowerZone) return '@';
  return lower.endsWith(`.${lowerZone}`) ? host.slice(0, -zone.length - 1) : undefined;
}
