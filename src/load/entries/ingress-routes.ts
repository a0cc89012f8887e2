import { IN_FRONT } from '../../hops/ingress-traefik/about';
import { traefikAmong } from '../../hops/ingress-traefik/entry-points';
import { isOfTraefik } from '../../hops/ingress-traefik/ingress-route/about';
import { readIngressRoute, type Beside, type Served } from '../../hops/ingress-traefik/ingress-route/read';
import { routesOf, urlsOf } from '../../hops/ingress-traefik/ingress-route/routes';
import { describe } from '../../kubernetes/object';
import { unknownHop, type Hop } from '../../path/hop';
import type { Cluster } from '../cluster';
import type { Input } from '../input';
import { reading } from '../reading';
import { pathsTo, type Entry } from './entry';

/** IngressRoutes of Traefik, with the TraefikServices and Middlewares that they name. */
export function ingressRouteEntries(_input: Input, cluster: Cluster): Entry[] {
  const middlewares = cluster.ofKind('Middleware').filter(isOfTraefik);
  const traefik = traefikAmong([...cluster.ofKind('Deployment'), ...cluster.ofKind('DaemonSet')]);
  return cluster
    .ofKind('IngressRoute')
    .filter(isOfTraefik)
    .map((object) => {
      const name = describe(object);
      const beside: Beside = {
        traefikService: (namespace, service, by) => cluster.named('TraefikService', namespace, service, by),
        service: (namespace, service) => cluster.named('Service', namespace, service, object),
        middlewares,
        traefik,
      };
      return {
        name,
        source: object,
        urls: [...new Set(routesOf(object).flatMap(urlsOf))],
        paths: (streams) =>
          reading(object, () =>
            pathsTo(
              name,
              readIngressRoute(object, beside, streams).flatMap((served) =>
                behind(served, cluster).map((hops) => [unknownHop(IN_FRONT), served.hop, ...hops]),
              ),
            ),
          ),
      };
    });
}

function behind({ backend: { service, missing = '', holder } }: Served, cluster: Cluster): readonly (readonly Hop[])[] {
  if (service === undefined) return [[{ ...unknownHop(missing), sources: [holder] }]];
  return cluster.behindService(service.namespace, service.name, holder);
}
