import { listAt } from '../../../kubernetes/ingress';
import type { KubeObject } from '../../../kubernetes/object';
import { valueAt } from '../../../kubernetes/owned-key';
import { textOf, type StreamPath } from '../../../policy/stream-path';
import { besidePaths, fits, parseRule, pathsIn } from './rule';

/** A route of an IngressRoute. */
export interface Route {
  /** Such as `spec.routes[0]`. */
  readonly key: string;
  readonly written: unknown;
  readonly rule: ReturnType<typeof parseRule>;
  readonly priority: number;
}

export function routesOf(object: KubeObject): Route[] {
  return listAt(object, 'spec', 'routes').flatMap((written, at) => {
    const [match, priority] = [valueAt(written, ['match']), valueAt(written, ['priority'])];
    if (typeof match !== 'string' || match === '') return [];
    return [
      {
        key: `spec.routes[${at}]`,
        written,
        rule: parseRule(match),
        // As Traefik has it: the longer the rule, the earlier it is tried.
        priority: typeof priority === 'number' && priority !== 0 ? priority : match.length,
      },
    ];
  });
}

/** The paths of a route; one without any takes all. */
export function urlsOf({ rule }: Route): string[] {
  const paths = pathsIn(rule);
  return paths.length === 0 ? ['/'] : paths;
}

/** The routes that serve the streams; all of them without `streams`. */
export function serving(routes: readonly Route[], streams?: readonly StreamPath[]): Route[] {
  if (streams === undefined) return [...routes];
  const requests = streams.flatMap((stream) => requestsOf(stream, routes));
  return routes.filter((route) => requests.some((path) => serves(route, path, routes)));
}

function requestsOf(stream: StreamPath, routes: readonly Route[]): string[] {
  const path = textOf(stream);
  if ('exact' in stream) return [path];
  const folder = path.replace(/\/?$/, '/');
  return [path, folder, ...routes.flatMap(({ rule }) => pathsIn(rule)).filter((one) => one.startsWith(folder))];
}

/** Of those that ask for the same beside the path, the first that fits does. */
function serves(route: Route, path: string, routes: readonly Route[]): boolean {
  if (fits(route.rule, path) === false) return false;
  const before = routes.filter(({ priority }) => priority > route.priority);
  return !before.some(({ rule }) => besidePaths(rule) === besidePaths(route.rule) && fits(rule, path, true) === true);
}
