import { childrenOf, namedIn, type Configuration, type Directive } from '../../nginx/directive';
import type { Place } from '../../nginx/inherit';
import { locationFor, requestsOf } from '../../nginx/locations';
import { serversOf, targetOf, upstreamNamed, type Server } from '../../nginx/servers';
import type { StreamPath } from '../../policy/stream-path';

/** A location that proxies, and where it leads. */
export interface Route {
  readonly configuration: Configuration;
  readonly server: Directive;
  readonly place: Place;
  readonly proxyPass: Directive;
  readonly upstream?: Directive;
  /** Each as `host` or `host:port`; undefined where a variable decides. */
  readonly servers?: readonly string[];
  /** The path of the request it was chosen for; absent where no stream was named. */
  readonly path?: string;
  /** A regular expression that may take the request instead, for all that is known. */
  readonly unclear?: Directive;
}

/** The locations that proxy the streams; without `streams` all that proxy. A location that serves several is there once. */
export function routesOf(configuration: Configuration, streams?: readonly StreamPath[]): Route[] {
  return serversOf(configuration)
    .filter(({ server }) => namedIn(childrenOf(server), 'return').length === 0)
    .flatMap((one) => {
      const trails = streams === undefined ? everyTrail(one.server) : chosen(one.server, streams);
      return trails.flatMap((trail) => routeOf(configuration, one, trail));
    });
}

interface Trail {
  /** From the outermost location to the one that serves. */
  readonly locations: readonly Directive[];
  readonly path?: string;
  readonly unclear?: Directive;
}

function everyTrail(block: Directive, outer: readonly Directive[] = []): Trail[] {
  return namedIn(childrenOf(block), 'location').flatMap((location) => {
    const locations = [...outer, location];
    return [{ locations }, ...everyTrail(location, locations)];
  });
}

function chosen(server: Directive, streams: readonly StreamPath[]): Trail[] {
  const byLocation = new Map<Directive, Trail>();
  for (const path of streams.flatMap((stream) => requestsOf(server, stream))) {
    const match = locationFor(server, path);
    const location = match?.trail.at(-1);
    if (match === undefined || location === undefined || byLocation.has(location)) continue;
    byLocation.set(location, {
      locations: match.trail,
      path,
      ...(match.unclear === undefined ? {} : { unclear: match.unclear }),
    });
  }
  return [...byLocation.values()];
}

function routeOf(configuration: Configuration, { server, around }: Server, { locations, ...rest }: Trail): Route[] {
  const [location, ...enclosing] = locations.toReversed();
  if (location === undefined) return [];
  const proxyPass = [location, ...childrenOf(location).filter(isConditional)].flatMap((block) =>
    namedIn(childrenOf(block), 'proxy_pass'),
  )[0];
  if (proxyPass === undefined) return [];
  const place: Place = { location, around: [...enclosing, server, ...around] };
  return [{ configuration, server, place, proxyPass, ...leading(place, proxyPass), ...rest }];
}

const isConditional = ({ name }: Directive): boolean => name === 'if' || name === 'limit_except';

function leading(place: Place, { args: [url = ''] }: Directive): Pick<Route, 'upstream' | 'servers'> {
  const target = targetOf(url);
  if (target === undefined) return {};
  const upstream = target.port === undefined ? upstreamNamed(place, target.host) : undefined;
  if (upstream === undefined) return { servers: [target.port === undefined ? target.host : `${target.host}:${target.port}`] };
  const used = namedIn(childrenOf(upstream), 'server').filter(({ args }) => !args.includes('backup') && !args.includes('down'));
  return { upstream, servers: used.map(({ args: [address = ''] }) => address) };
}
