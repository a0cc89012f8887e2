import { listAt } from '../../../kubernetes/ingress';
import { describe, keyIn, suppressionsOf, type KubeObject } from '../../../kubernetes/object';
import { valueAt } from '../../../kubernetes/owned-key';
import type { Hop } from '../../../path/hop';
import type { StreamPath } from '../../../policy/stream-path';
import { controllerSettings } from '../about';
import { everyIngress } from '../remarks';
import { routeRemarks, serverRemarks } from './read-remarks';
import { readTransport } from './read-transport';
import { readUpstream, upstreamRemarks } from './read-upstream';
import { namedBy, routesOf, serving, targetsOf, type Route, type RoutesBeside, type Target } from './routes';

/** What an object is to the streams on the way to one upstream. */
export interface Served {
  readonly hop: Hop;
  /** Undefined where what is read does not say. */
  readonly service: { readonly namespace: string | undefined; readonly name: string } | undefined;
  /** Of a service that is undefined: what is missing. */
  readonly missing: string;
  /** The object that names the Service. */
  readonly holder: KubeObject;
}

/** What a VirtualServer is to the streams; without `streams`, to all its routes. */
export const readVirtualServer = (server: KubeObject, beside: RoutesBeside, streams?: readonly StreamPath[]): Served[] =>
  readRoutes(server, server, routesOf(server, beside), streams);

/** The same of a VirtualServerRoute whose VirtualServer is not in the input. */
export const readVirtualServerRoute = (object: KubeObject, routes: readonly Route[], streams?: readonly StreamPath[]): Served[] =>
  readRoutes(object, undefined, routes, streams);

function readRoutes(
  main: KubeObject,
  server: KubeObject | undefined,
  routes: readonly Route[],
  streams: readonly StreamPath[] | undefined,
): Served[] {
  return serving(routes, streams).flatMap((route) =>
    route.missing === undefined
      ? targetsOf(route).map((target) => readTarget({ main, server, route }, target))
      : [{ hop: hopOf({ main, server, route }), service: undefined, missing: route.missing, holder: route.holder }],
  );
}

interface Placed {
  /** The object that the hop is named after. */
  readonly main: KubeObject;
  readonly server: KubeObject | undefined;
  readonly route: Route;
}

function hopOf({ main, server, route }: Placed): Hop {
  return {
    type: 'ingress-f5-nginx',
    object: describe(main),
    layer: 'http',
    settings: [readTransport(server), ...controllerSettings],
    remarks: [...everyIngress, ...serverRemarks(main, server, route.holder), ...routeRemarks(route, placedKey(main, route))],
    suppressed: suppressionsOf(main),
    sources: [...new Set([main, route.holder])],
  };
}

/** From a key in the object that has a route to the same as the hop names it. */
const placedKey =
  (main: KubeObject, { holder }: Route) =>
  (key: string): string =>
    holder === main ? key : keyIn(holder, key);

function readTarget(placed: Placed, { upstream: name, splits }: Target): Served {
  const { main, route } = placed;
  const hop = hopOf(placed);
  const upstream = listAt(route.holder, 'spec', 'upstreams').find((one) => valueAt(one, ['name']) === name);
  if (upstream === undefined) {
    const missing = `upstream ${name} of ${describe(route.holder)}`;
    return { hop, service: undefined, missing, holder: route.holder };
  }
  const inPlace = placedKey(main, route);
  const keyOf = (field: string): string => inPlace(`spec.upstreams[${name}].${field}`);
  const drawnBy = splits === undefined ? undefined : inPlace(splits);
  const service = valueAt(upstream, ['service']);
  const [namespace, serviceName] = namedBy(typeof service === 'string' ? service : '', route.holder);
  return {
    hop: {
      ...hop,
      settings: [...readUpstream(upstream, keyOf, drawnBy), ...hop.settings],
      remarks: [...hop.remarks, ...upstreamRemarks(upstream, keyOf, drawnBy)],
    },
    service: serviceName === '' ? undefined : { namespace, name: serviceName },
    missing: `the Service of upstream ${name} of ${describe(route.holder)}`,
    holder: route.holder,
  };
}
