import { IN_FRONT } from '../../hops/apisix/about';
import type { Beside } from '../../hops/apisix/beside';
import { readApisixRoute, urisIn } from '../../hops/apisix/read-route';
import { readStandalone, type ApisixConfiguration, type StandaloneHop } from '../../hops/apisix/read-standalone';
import { serversBehind } from '../../hops/nginx/about';
import { describe, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { unknownHop, type Hop } from '../../path/hop';
import { loadApisixTexts } from '../apisix-yaml';
import type { Cluster } from '../cluster';
import type { Input } from '../input';
import { reading } from '../reading';
import { serviceNamed } from '../service-named';
import { pathsTo, type Entry } from './entry';

/** The routes of APISIX, by whichever form they are written in. */
export function apisixEntries({ apisix = [] }: Input, cluster: Cluster): Entry[] {
  const inMaps = cluster.ofKind('ConfigMap').flatMap((map) => inConfigMap(map).map((one) => entriesOf(one, map, cluster)));
  return [...routeEntries(cluster), ...apisix.map((one) => entriesOf(one, undefined, cluster)), ...inMaps].flat();
}

export const besideFor = (object: KubeObject, cluster: Cluster): Beside => ({
  named: (kind, namespace, name) => cluster.named(kind, namespace, name, object),
  ofKind: (kind) => cluster.ofKind(kind),
});

function routeEntries(cluster: Cluster): Entry[] {
  return cluster.ofKind('ApisixRoute').map((route) => ({
    name: describe(route),
    source: route,
    urls: urisIn(route).map(withoutStar),
    paths: (streams) =>
      reading(route, () => {
        const rules = readApisixRoute(route, besideFor(route, cluster), streams);
        const stretches = rules.flatMap(({ hop, sources, services }) => {
          const front = [unknownHop(IN_FRONT), { ...hop, sources }];
          const behind = services.flatMap((name) => cluster.behindService(route.metadata.namespace, name, route));
          return (behind.length === 0 ? [[unknownHop(serversBehind([]))]] : behind).map((each) => [...front, ...each]);
        });
        return pathsTo(describe(route), stretches);
      }),
  }));
}

const withoutStar = (uri: string): string => uri.replace(/\*$/, '');

/** The files of a ConfigMap that APISIX loads. */
function inConfigMap(map: KubeObject): readonly ApisixConfiguration[] {
  const data = Object.entries((valueAt(map, ['data']) ?? {}) as Record<string, unknown>);
  const files = data.flatMap(([key, text]) => (typeof text === 'string' ? [{ name: `${describe(map)}/${key}`, text }] : []));
  return loadApisixTexts(files).apisix ?? [];
}

/** One for each route. */
function entriesOf(configuration: ApisixConfiguration, map: KubeObject | undefined, cluster: Cluster): Entry[] {
  return readStandalone(configuration).map(({ hop: { object }, uris }) => ({
    name: object,
    source: configuration.content,
    urls: uris.map(withoutStar),
    paths: (streams) =>
      readStandalone(configuration, streams)
        .filter(({ hop }) => hop.object === object)
        .flatMap((one) => {
          const front = [unknownHop(IN_FRONT), { ...one.hop, sources: [configuration.content] }];
          const behind = behindRoute(one, configuration, map?.metadata.namespace, cluster);
          return pathsTo(
            object,
            behind.map((hops) => [...front, ...hops]),
          );
        }),
  }));
}

function behindRoute(
  { service, nodes }: StandaloneHop,
  { content }: ApisixConfiguration,
  namespace: string | undefined,
  cluster: Cluster,
): readonly Hop[][] {
  const [found, ...others] =
    service === undefined
      ? nodes.map((node) => serviceNamed(node, namespace, cluster, content))
      : [cluster.named('Service', service.namespace, service.name, content)];
  if (found !== undefined && others.length === 0) return cluster.behind(found);
  return [[unknownHop(service === undefined ? serversBehind(nodes) : `Service ${service.namespace}/${service.name}`)]];
}
