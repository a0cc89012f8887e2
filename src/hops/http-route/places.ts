import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';

interface ParentRef {
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
}

const listAt = <T>(object: unknown, ...path: string[]): T[] => {
  const value = valueAt(object, path);
  return Array.isArray(value) ? (value as T[]) : [];
};

/** What a route claims: each listener with each of its host names and the text of each of its paths. */
export const placesOf = (route: KubeObject): string[] =>
  parentsOf(route).flatMap((parent) =>
    hostsOf(route).flatMap((host) => pathsOf(route).map((path) => [parent, host, path].join(' '))),
  );

/** Each host name of a route with each of its listeners. */
export const listeningOf = (route: KubeObject): string[] =>
  parentsOf(route).flatMap((parent) => hostsOf(route).map((host) => `${host} ${parent}`));

const parentsOf = (route: KubeObject): string[] =>
  listAt<ParentRef>(route, 'spec', 'parentRefs').map(({ name, namespace = route.metadata.namespace, sectionName = '' }) =>
    [namespace, name, sectionName].join('/'),
  );

function hostsOf(route: KubeObject): string[] {
  const hosts = listAt<string>(route, 'spec', 'hostnames');
  return hosts.length === 0 ? ['*'] : hosts;
}

const pathsOf = (route: KubeObject): string[] => listAt<object>(route, 'spec', 'rules').flatMap(pathsOfRule);

/** The paths of a rule's matches; one that says none is for all. */
export function pathsOfRule(rule: object): string[] {
  const matches = listAt<object>(rule, 'matches');
  return matches.length === 0 ? ['/'] : matches.map((match) => (valueAt(match, ['path', 'value']) ?? '/') as string);
}
