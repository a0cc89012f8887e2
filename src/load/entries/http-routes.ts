import { besideRoute } from '../../hops/http-route/beside-routes';
import { gatewaysOf } from '../../hops/http-route/gateways';
import { grantRemarks, type Backend } from '../../hops/http-route/grants';
import { readHttpRoute } from '../../hops/http-route/read';
import { rulesFor } from '../../hops/http-route/rules';
import { describe, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Hop } from '../../path/hop';
import type { StreamPath } from '../../policy/stream-path';
import type { Cluster } from '../cluster';
import { inEnvironmentOf } from '../environment';
import type { Input } from '../input';
import { reading } from '../reading';
import { pathsTo, type Entry } from './entry';
import { trafficControllerOf } from './traffic-controllers';

export function httpRouteEntries(input: Input, cluster: Cluster): Entry[] {
  return cluster.ofKind('HTTPRoute').map((route) => ({
    name: describe(route),
    source: route,
    urls: urlsOf(route),
    paths: (streams) => reading(route, () => pathsTo(describe(route), stretches(route, input, cluster, streams))),
  }));
}

function urlsOf(route: KubeObject): string[] {
  const listed = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
  const matches = listed(valueAt(route, ['spec', 'rules'])).flatMap((rule) => listed(valueAt(rule, ['matches'])));
  const urls = matches.map((match) => valueAt(match, ['path', 'value'])).filter((url) => typeof url === 'string');
  return urls.length === 0 ? ['/'] : urls;
}

function stretches(route: KubeObject, input: Input, cluster: Cluster, streams: readonly StreamPath[] | undefined): Hop[][] {
  const rules = rulesFor(route, streams) as { backendRefs?: Backend[] }[];
  const backends = new Map(
    rules
      .flatMap(({ backendRefs = [] }) => backendRefs)
      .map(({ name, namespace = route.metadata.namespace }) => [`${namespace}/${name}`, { name, namespace }] as const),
  );
  const beside = inEnvironmentOf(route, besideRoute(route, cluster.objects));
  const read = readHttpRoute(route, beside, streams === undefined ? {} : { paths: streams });
  const refused = [...backends.values()].flatMap((backend) =>
    grantRemarks(route, backend, cluster.ofKind('ReferenceGrant'), isRead(backend, route, cluster)),
  );
  const front = [
    ...trafficControllerOf(gatewaysOf(route, beside), input.resources),
    { ...read, remarks: [...read.remarks, ...refused] },
  ];
  return [...backends.values()].flatMap(({ name, namespace }) =>
    cluster.behindService(namespace, name, route).map((behind) => [...front, ...behind]),
  );
}

const isRead = ({ name, namespace }: Backend, route: KubeObject, cluster: Cluster): boolean =>
  cluster.named('Service', namespace, name, route) !== undefined;
