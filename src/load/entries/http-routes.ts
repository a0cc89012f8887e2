import { readAgc } from '../../hops/agc/read';
import { gatewaysOf } from '../../hops/http-route/gateways';
import { ALB_ID } from '../../hops/http-route/implementations/agc/about';
import { grantRemarks, type Backend } from '../../hops/http-route/grants';
import { readHttpRoute } from '../../hops/http-route/read';
import { rulesFor } from '../../hops/http-route/rules';
import { describe, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { unknownHop, type Hop } from '../../path/hop';
import type { StreamPath } from '../../policy/stream-path';
import type { TerraformResource } from '../../terraform/resource';
import type { Cluster } from '../cluster';
import type { Input } from '../input';
import { reading } from '../reading';
import { ofType } from '../resources';
import { pathsTo, type Entry } from './entry';

export function httpRouteEntries(input: Input, cluster: Cluster): Entry[] {
  const routes = cluster.ofKind('HTTPRoute');
  return routes.length === 0 ? agcEntries(input) : routeEntries(routes, input, cluster);
}

/** Application Gateways for Containers whose routes are all elsewhere. */
function agcEntries({ resources }: Input): Entry[] {
  return ofType(resources, 'azurerm_application_load_balancer').map((gateway) => {
    const hop = readAgc(gateway, resources);
    return {
      name: hop.object,
      source: gateway,
      urls: [],
      paths: () => pathsTo(hop.object, [[hop, { ...unknownHop(`what ${hop.object} routes to`), sources: [gateway] }]]),
    };
  });
}

function routeEntries(routes: readonly KubeObject[], input: Input, cluster: Cluster): Entry[] {
  return routes.map((route) => ({
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
  const beside = cluster.besideRoute(route);
  const read = readHttpRoute(route, beside, streams === undefined ? {} : { paths: streams });
  const refused = [...backends.values()].flatMap((backend) =>
    grantRemarks(route, backend, cluster.ofKind('ReferenceGrant'), isRead(backend, route, cluster)),
  );
  const front = [...agcOf(gatewaysOf(route, beside), input.resources), { ...read, remarks: [...read.remarks, ...refused] }];
  return [...backends.values()].flatMap(({ name, namespace }) =>
    cluster.behindService(namespace, name, route).map((behind) => [...front, ...behind]),
  );
}

const isRead = ({ name, namespace }: Backend, route: KubeObject, cluster: Cluster): boolean =>
  cluster.named('Service', namespace, name, route) !== undefined;

/** The Application Gateway for Containers that a Gateway names by its id; the only one there is where no Gateway is in the input. */
function agcOf(gateways: readonly KubeObject[], resources: readonly TerraformResource[]): Hop[] {
  const all = ofType(resources, 'azurerm_application_load_balancer');
  const ids = gateways.map(({ metadata }) => metadata.annotations?.[ALB_ID]);
  const named = all.filter(({ attributes }) => ids.some((id) => id?.split('/').at(-1) === attributes['name']));
  const chosen = gateways.length === 0 && all.length === 1 ? all : named;
  return chosen.slice(0, 1).map((gateway) => readAgc(gateway, resources));
}
