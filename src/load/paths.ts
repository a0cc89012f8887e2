import { readAgc } from '../hops/agc/read';
import { readApplicationGateway } from '../hops/application-gateway/read';
import { configuredByController } from '../hops/application-gateway/read-remarks';
import { gatewaysOf } from '../hops/http-route/gateways';
import { ALB_ID } from '../hops/http-route/implementations/agc/about';
import { readHttpRoute } from '../hops/http-route/read';
import { rulesFor } from '../hops/http-route/rules';
import { IN_FRONT as IN_FRONT_OF_AGIC, isAgicIngress } from '../hops/ingress-agic/about';
import { readAgicIngress } from '../hops/ingress-agic/read';
import { classOf, IN_FRONT as IN_FRONT_OF_NGINX, isNginxClass } from '../hops/ingress-nginx/about';
import { readNginxIngress } from '../hops/ingress-nginx/read';
import { servicesOf } from '../kubernetes/ingress';
import { describe, type KubeObject } from '../kubernetes/object';
import { valueAt } from '../kubernetes/owned-key';
import { unknownHop, type Hop } from '../path/hop';
import type { Path } from '../path/path';
import type { StreamPath } from '../policy/stream-policy';
import type { TerraformResource } from '../terraform/resource';
import { Cluster } from './cluster';
import type { Input } from './files';
import { nginxPaths } from './nginx-paths';

/**
 * The paths that streams can take through an input, one for each way to a workload: HTTPRoutes, Ingresses of the classes
 * that are known here, Services with a load balancer, Application Gateways in front of servers, and locations of nginx. A hop that a path must
 * have and the input lacks stays unknown.
 *
 * @param streams The URL paths that stream: routes and Ingresses that serve none of them are left out. Default: all paths.
 */
export function findPaths(input: Input, streams?: readonly StreamPath[]): Path[] {
  const cluster = new Cluster(input.objects);
  return [
    ...cluster.ofKind('HTTPRoute').flatMap((route) => routePaths(route, input, cluster, streams)),
    ...cluster.ofKind('Ingress').flatMap((ingress) => ingressPaths(ingress, input, cluster, streams)),
    ...cluster.ofKind('Service').flatMap((service) => loadBalancerPaths(service, cluster)),
    ...serverPaths(input),
    ...nginxPaths(cluster, input.configurations ?? [], streams),
  ];
}

function routePaths(route: KubeObject, { objects, resources }: Input, cluster: Cluster, streams?: readonly StreamPath[]): Path[] {
  const rules = rulesFor(route, streams) as { backendRefs?: { name: string; namespace?: string }[] }[];
  const backends = new Map(
    rules
      .flatMap(({ backendRefs = [] }) => backendRefs)
      .map(({ name, namespace = route.metadata.namespace }) => [`${namespace}/${name}`, { name, namespace }] as const),
  );
  const hop = readHttpRoute(route, objects, streams === undefined ? {} : { paths: streams });
  const front = [...agcOf(gatewaysOf(route, objects), resources), hop];
  return [...backends.values()].flatMap(({ name, namespace }) =>
    pathsTo(describe(route), front, cluster.behindService(namespace, name)),
  );
}

/** The Application Gateway for Containers that a Gateway names by its id; the only one there is where no Gateway is in the input. */
function agcOf(gateways: readonly KubeObject[], resources: readonly TerraformResource[]): Hop[] {
  const all = ofType(resources, 'azurerm_application_load_balancer');
  const ids = gateways.map(({ metadata }) => metadata.annotations?.[ALB_ID]);
  const named = all.filter(({ attributes }) => ids.some((id) => id?.split('/').at(-1) === attributes['name']));
  const chosen = gateways.length === 0 && all.length === 1 ? all : named;
  return chosen.slice(0, 1).map((gateway) => readAgc(gateway, resources));
}

function ingressPaths(ingress: KubeObject, { resources }: Input, cluster: Cluster, streams?: readonly StreamPath[]): Path[] {
  const { namespace } = ingress.metadata;
  return servicesOf(ingress, streams).flatMap((name) => {
    const front = frontOf(ingress, name, resources, cluster);
    return front === undefined ? [] : pathsTo(describe(ingress), front, cluster.behindService(namespace, name));
  });
}

/** What a client crosses on its way to a Service of this Ingress; undefined where no hop here knows its class. */
function frontOf(
  ingress: KubeObject,
  serviceName: string,
  resources: readonly TerraformResource[],
  cluster: Cluster,
): Hop[] | undefined {
  if (isNginxClass(classOf(ingress))) return [unknownHop(IN_FRONT_OF_NGINX), readNginxIngress(ingress)];
  if (!isAgicIngress(ingress)) return undefined;
  const service = cluster.named('Service', ingress.metadata.namespace, serviceName);
  const [workload] = service === undefined ? [] : cluster.selectedBy(service);
  return [controlledGateway(resources), readAgicIngress(ingress, { service, workload })];
}

/** Several gateways that a controller configures: which of them is this one's is not in the input. */
function controlledGateway(resources: readonly TerraformResource[]): Hop {
  const gateways = ofType(resources, 'azurerm_application_gateway').filter(({ attributes }) =>
    configuredByController(attributes),
  );
  const [gateway] = gateways;
  return gateway === undefined || gateways.length > 1 ? unknownHop(IN_FRONT_OF_AGIC) : readWithAddress(gateway, resources);
}

function loadBalancerPaths(service: KubeObject, cluster: Cluster): Path[] {
  const { name, namespace } = service.metadata;
  if (valueAt(service, ['spec', 'type']) !== 'LoadBalancer') return [];
  return pathsTo(describe(service), [], cluster.behindService(namespace, name));
}

function serverPaths({ resources }: Input): Path[] {
  return ofType(resources, 'azurerm_application_gateway')
    .filter(({ attributes }) => !configuredByController(attributes))
    .map((gateway) => {
      const hop = readWithAddress(gateway, resources);
      return { name: hop.object, hops: [hop, unknownHop(`the backends of ${hop.object}`)] };
    });
}

/** The public address of a gateway is a resource of its own, which its frontend refers to. */
function readWithAddress(gateway: TerraformResource, resources: readonly TerraformResource[]): Hop {
  const frontends = JSON.stringify(gateway.attributes['frontend_ip_configuration'] ?? null);
  const address = ofType(resources, 'azurerm_public_ip').find(({ type, name }) => frontends.includes(`${type}.${name}.id`));
  return readApplicationGateway(gateway, address);
}

/** One path for each workload behind; where there are several, their names tell the paths apart. */
function pathsTo(entry: string, front: readonly Hop[], behind: readonly (readonly Hop[])[]): Path[] {
  return behind.map((hops) => ({
    name: behind.length === 1 ? entry : `${entry} to ${hops.at(-1)?.object}`,
    hops: [...front, ...hops],
  }));
}

const ofType = (resources: readonly TerraformResource[], type: string) => resources.filter((resource) => resource.type === type);
