import { inFrontOf, serversBehind } from '../../hops/nginx/about';
import { readNginx, type NginxHop, type ServiceKind } from '../../hops/nginx/read';
import type { Route } from '../../hops/nginx/routes';
import { describe, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { childrenOf, namedIn, type Configuration, type Directive } from '../../nginx/directive';
import { saidAt } from '../../nginx/inherit';
import { serverName } from '../../nginx/servers';
import { known, unknownHop, type Hop } from '../../path/hop';
import type { StreamPath } from '../../policy/stream-policy';
import type { Cluster } from '../cluster';
import type { Input } from '../input';
import { loadNginx } from '../nginx-conf';
import { pathsTo, type Entry } from './entry';
import { remember, type Position, type Source } from '../positions';
import { serviceNamed } from '../service-named';

/** A configuration, and the namespace whose Services its servers may be. */
interface Placed {
  readonly configuration: Configuration;
  readonly namespace: string | undefined;
}

/** The files of a ConfigMap that are nginx configurations; others are passed over. */
function inConfigMap(map: KubeObject): Placed[] {
  const data = Object.entries((valueAt(map, ['data']) ?? {}) as Record<string, unknown>);
  const files = data.flatMap(([key, text]) =>
    typeof text === 'string' && /\bproxy_pass\b/.test(text) ? [{ name: `${describe(map)}/${key}`, text }] : [],
  );
  return loadNginx(files).configurations.map((configuration) => ({ configuration, namespace: map.metadata.namespace }));
}

/** Locations of nginx that proxy; those of a server that treat streams alike and lead to the same place are one. */
export function nginxEntries({ configurations = [] }: Input, cluster: Cluster): Entry[] {
  const placed = [
    ...configurations.map((configuration) => ({ configuration, namespace: undefined })),
    ...cluster.ofKind('ConfigMap').flatMap(inConfigMap),
  ];
  return placed.flatMap((each) => found(each, cluster).map((alike) => entryOf(alike, each, cluster)));
}

function entryOf({ hop, routes }: NginxHop, placed: Placed, cluster: Cluster): Entry {
  const locations = routes.map(({ place }) => place.location);
  return {
    name: hop.object,
    source: locations[0] ?? placed.configuration,
    urls: locations.map(({ args }) => (args.at(-1) ?? '/').replace(/^\^/, '')),
    paths: (streams) =>
      found(placed, cluster, streams)
        .filter((one) => locations.includes(one.routes[0].place.location))
        .flatMap((one) =>
          pathsTo(
            one.hop.object,
            behind(one, placed.namespace, cluster).map((hops) => [...inFront(one), withSource(one), ...hops]),
          ),
        ),
  };
}

function found({ configuration, namespace }: Placed, cluster: Cluster, streams?: readonly StreamPath[]): NginxHop[] {
  const serviceOf = (server: string) => kindOf(serviceNamed(server, namespace, cluster, configuration));
  return readNginx(configuration, { streams, serviceOf });
}

const withSource = ({ hop, routes: [route] }: NginxHop): Hop => ({
  ...hop,
  sources: [remember(route.place.location, sourceOf(route))],
});

/** Browsers stream over TLS; where a server has none, something in front of it has. */
function inFront({ hop, routes: [{ server }] }: NginxHop): Hop[] {
  const isPlain = known(hop, 'transport').some(({ value }) => value === 'plain');
  return isPlain ? [unknownHop(inFrontOf(serverName(server)))] : [];
}

function behind(
  { routes: [{ servers = [], configuration }] }: NginxHop,
  namespace: string | undefined,
  cluster: Cluster,
): readonly Hop[][] {
  const [service, ...others] = servers.map((server) => serviceNamed(server, namespace, cluster, configuration));
  if (service === undefined || others.length > 0) return [[unknownHop(serversBehind(servers))]];
  return cluster.behind(service);
}

const kindOf = (service: KubeObject | undefined): ServiceKind | undefined =>
  service === undefined ? undefined : valueAt(service, ['spec', 'clusterIP']) === 'None' ? 'pods' : 'service';

/** Where the directive stands that a key names, be it inherited or in the upstream; else, or in another file, the location. */
function sourceOf({ place, upstream, proxyPass }: Route): Source {
  const written = (name: string): Directive | undefined => {
    const said = saidAt(place, name);
    const inUpstream = namedIn(childrenOf(upstream ?? proxyPass), name)[0];
    return inUpstream ?? (said.is === 'written' ? said.last : undefined);
  };
  const at = (key = ''): Position => {
    const { line, column } =
      (key.match(/\w+/g) ?? []).map(written).find((one) => one?.file === place.location.file) ?? place.location;
    return { line, column };
  };
  return { file: place.location.file, at };
}
