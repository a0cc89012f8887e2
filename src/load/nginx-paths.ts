import { inFrontOf, serversBehind } from '../hops/nginx/about';
import { readNginx, type NginxHop, type ServiceKind } from '../hops/nginx/read';
import type { Route } from '../hops/nginx/routes';
import { describe, type KubeObject } from '../kubernetes/object';
import { valueAt } from '../kubernetes/owned-key';
import { childrenOf, namedIn, type Configuration, type Directive } from '../nginx/directive';
import { saidAt } from '../nginx/inherit';
import { serverName } from '../nginx/servers';
import { known, unknownHop, type Hop } from '../path/hop';
import type { Path } from '../path/path';
import type { StreamPath } from '../policy/stream-policy';
import type { Cluster } from './cluster';
import { loadNginx } from './nginx-conf';
import { remember, type Position, type Source } from './positions';

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

/** One path for each server of nginx and each way that its locations treat the streams. */
export function nginxPaths(cluster: Cluster, configurations: readonly Configuration[], streams?: readonly StreamPath[]): Path[] {
  const placed = [
    ...configurations.map((configuration) => ({ configuration, namespace: undefined })),
    ...cluster.ofKind('ConfigMap').flatMap(inConfigMap),
  ];
  return placed.flatMap(({ configuration, namespace }) => {
    const serviceOf = (server: string) => kindOf(serviceNamed(server, namespace, cluster));
    return readNginx(configuration, { streams, serviceOf }).flatMap((found) => {
      remember(found.hop, sourceOf(found.routes[0]));
      return behind(found, namespace, cluster).map((hops) => ({
        name: found.hop.object,
        hops: [...inFront(found), found.hop, ...hops],
      }));
    });
  });
}

/** Browsers stream over TLS; where a server has none, something in front of it has. */
function inFront({ hop, routes: [{ server }] }: NginxHop): Hop[] {
  const isPlain = known(hop, 'transport').some(({ value }) => value === 'plain');
  return isPlain ? [unknownHop(inFrontOf(serverName(server)))] : [];
}

function behind({ routes: [{ servers = [] }] }: NginxHop, namespace: string | undefined, cluster: Cluster): Hop[][] {
  const [service, ...others] = servers.map((server) => serviceNamed(server, namespace, cluster));
  if (service === undefined || others.length > 0) return [[unknownHop(serversBehind(servers))]];
  return cluster.behindService(service.metadata.namespace, service.metadata.name);
}

/** `prices`, `prices.app` or `prices.app.svc.cluster.local`, with or without a port, as pods find a Service. */
function serviceNamed(server: string, own: string | undefined, cluster: Cluster): KubeObject | undefined {
  const [, name = '', namespace = own] = /^([\w-]+)(?:\.([\w-]+)(?:\.svc(?:\.[\w.-]+)?)?)?\.?(?::\d+)?$/.exec(server) ?? [];
  return cluster.named('Service', namespace, name);
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
