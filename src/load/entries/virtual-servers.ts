import { IN_FRONT } from '../../hops/ingress-f5-nginx/about';
import { isOfController } from '../../hops/ingress-f5-nginx/virtual-server/about';
import { readVirtualServer, readVirtualServerRoute, type Served } from '../../hops/ingress-f5-nginx/virtual-server/read';
import { routesIn, routesOf, urlOf, type Route, type RoutesBeside } from '../../hops/ingress-f5-nginx/virtual-server/routes';
import { describe, type KubeObject } from '../../kubernetes/object';
import { unknownHop, type Hop } from '../../path/hop';
import type { StreamPath } from '../../policy/stream-path';
import type { Cluster } from '../cluster';
import type { Input } from '../input';
import { reading } from '../reading';
import { pathsTo, type Entry } from './entry';

/** VirtualServers of the F5 NGINX controller with their VirtualServerRoutes, and those VirtualServerRoutes whose VirtualServer is elsewhere. */
export function virtualServerEntries(_input: Input, cluster: Cluster): Entry[] {
  const servers = cluster.ofKind('VirtualServer').filter(isOfController);
  const all = cluster.ofKind('VirtualServerRoute').filter(isOfController);
  const led = servers.map((server) => ({ server, beside: besideFor(server, all, cluster) }));
  const used = new Set(led.flatMap(({ server, beside }) => routesOf(server, beside).map(({ holder }) => holder)));
  return [
    ...led.map(({ server, beside }) =>
      entryOf(server, routesOf(server, beside), cluster, (streams) => readVirtualServer(server, beside, streams)),
    ),
    ...all
      .filter((one) => !used.has(one))
      .map((one) => {
        const routes = routesIn(one, 'subroutes');
        return entryOf(one, routes, cluster, (streams) => readVirtualServerRoute(one, routes, streams));
      }),
  ];
}

function besideFor(server: KubeObject, all: readonly KubeObject[], cluster: Cluster): RoutesBeside {
  return { named: (namespace, name) => cluster.named('VirtualServerRoute', namespace, name, server), all };
}

function entryOf(
  source: KubeObject,
  routes: readonly Route[],
  cluster: Cluster,
  read: (streams?: readonly StreamPath[]) => Served[],
): Entry {
  const name = describe(source);
  return {
    name,
    source,
    urls: [...new Set(routes.map(urlOf))],
    paths: (streams) =>
      reading(source, () =>
        pathsTo(
          name,
          read(streams).flatMap((served) => behind(served, cluster).map((hops) => [unknownHop(IN_FRONT), served.hop, ...hops])),
        ),
      ),
  };
}

function behind({ service, missing, holder }: Served, cluster: Cluster): readonly (readonly Hop[])[] {
  if (service === undefined) return [[{ ...unknownHop(missing), sources: [holder] }]];
  return cluster.behindService(service.namespace, service.name, holder);
}
