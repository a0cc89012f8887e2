import { listAt } from '../../../kubernetes/ingress';
import type { KubeObject } from '../../../kubernetes/object';
import { valueAt } from '../../../kubernetes/owned-key';
import { selects } from '../../../kubernetes/selector';
import { locationFor, requestsOf } from '../../../nginx/locations';
import type { Directive } from '../../../nginx/directive';
import type { StreamPath } from '../../../policy/stream-path';

/** A route of a VirtualServer, or of a VirtualServerRoute that it hands paths to. */
export interface Route {
  /** The object that it is written in. */
  readonly holder: KubeObject;
  /** Such as `spec.routes[0]`. */
  readonly key: string;
  readonly path: string;
  readonly written: unknown;
  /** The VirtualServerRoute that has it, where the input lacks that. */
  readonly missing?: string;
}

/** Of the same controller. */
export interface RoutesBeside {
  named(namespace: string | undefined, name: string): KubeObject | undefined;
  readonly all: readonly KubeObject[];
}

/** All routes of a VirtualServer, those of its VirtualServerRoutes in their places. */
export function routesOf(server: KubeObject, beside: RoutesBeside): Route[] {
  return routesIn(server, 'routes').flatMap((route) => {
    const reference = valueAt(route.written, ['route']);
    const selector = valueAt(route.written, ['routeSelector']);
    if (typeof reference === 'string' && reference !== '') {
      const found = beside.named(...namedBy(reference, server));
      return found === undefined ? [{ ...route, missing: `VirtualServerRoute ${reference}` }] : routesIn(found, 'subroutes');
    }
    if (selector === undefined || selector === null) return [route];
    const wanted = valueAt(selector, ['matchLabels']) as Readonly<Record<string, unknown>> | null | undefined;
    const chosen = beside.all.filter(({ metadata }) => selects(wanted ?? undefined, metadata.labels ?? {}));
    return chosen.length === 0
      ? [{ ...route, missing: `the VirtualServerRoutes that ${route.key}.routeSelector chooses` }]
      : chosen.flatMap((one) => routesIn(one, 'subroutes'));
  });
}

export function routesIn(holder: KubeObject, list: 'routes' | 'subroutes'): Route[] {
  return listAt(holder, 'spec', list).flatMap((written, at) => {
    const path = valueAt(written, ['path']);
    return typeof path === 'string' ? [{ holder, key: `spec.${list}[${at}]`, path, written }] : [];
  });
}

/** `name` of the namespace of the object that has it, or `namespace/name`. */
export function namedBy(reference: string, { metadata }: KubeObject): [namespace: string | undefined, name: string] {
  const [first = '', second] = reference.split('/');
  return second === undefined ? [metadata.namespace, first] : [first, second];
}

/** The URL path that a route is about, a regular expression without its beginning. */
export const urlOf = ({ path }: Route): string => wordsOf(path).at(-1)?.replace(/^\^/, '') ?? path;

/** The routes that serve the streams, chosen as nginx chooses locations; all of them without `streams`. */
export function serving(routes: readonly Route[], streams?: readonly StreamPath[]): Route[] {
  if (streams === undefined) return [...routes];
  const byLocation = new Map(routes.map((route) => [locationOf(route), route]));
  const server = { ...NOWHERE, name: 'server', block: { directives: [...byLocation.keys()], comments: [] } };
  const chosen = new Set(
    streams
      .flatMap((stream) => requestsOf(server, stream))
      .flatMap((path) => {
        const match = locationFor(server, path);
        return [match?.trail.at(-1), match?.unclear];
      }),
  );
  return [...byLocation].filter(([location]) => chosen.has(location)).map(([, route]) => route);
}

const NOWHERE = { args: [], file: '', line: 0, column: 0 };

const locationOf = ({ path }: Route): Directive => ({ ...NOWHERE, name: 'location', args: wordsOf(path) });

/** The modifier where it has one, and the pattern. */
function wordsOf(path: string): string[] {
  const [, modifier, pattern = ''] = /^(=|\^~|~\*|~)?\s*(.*)$/s.exec(path) ?? [];
  return modifier === undefined ? [pattern] : [modifier, pattern];
}

/** An upstream that requests of a route go to. */
export interface Target {
  readonly upstream: string;
  /** The splits that it is one of, where they draw among several. */
  readonly splits?: string;
}

/** Those of its action, of its splits and of its matches, each once. */
export function targetsOf({ written, key }: Route): Target[] {
  const places = [{ at: written, key }, ...listAt(written, 'matches').map((at, nth) => ({ at, key: `${key}.matches[${nth}]` }))];
  const all = places.flatMap(({ at, key: within }) => [...targetOf(at), ...splitsOf(at, `${within}.splits`)]);
  return [...new Map(all.map((target) => [target.upstream, target])).values()];
}

function targetOf(place: unknown, splits?: string): Target[] {
  const upstream = valueAt(place, ['action', 'pass']) ?? valueAt(place, ['action', 'proxy', 'upstream']);
  return typeof upstream === 'string' && upstream !== '' ? [{ upstream, ...(splits === undefined ? {} : { splits }) }] : [];
}

function splitsOf(place: unknown, key: string): Target[] {
  const drawn = listAt(place, 'splits').filter((split) => valueAt(split, ['weight']) !== 0);
  return drawn.flatMap((split) => targetOf(split, drawn.length > 1 ? key : undefined));
}
