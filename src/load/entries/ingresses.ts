import { IN_FRONT as IN_FRONT_OF_APISIX, isForApisix } from '../../hops/apisix/about';
import { readApisixIngress } from '../../hops/apisix/read-ingress';
import { readWithAddress } from '../../hops/application-gateway/read-with-address';
import { configuredByController } from '../../hops/application-gateway/read-remarks';
import { IN_FRONT as IN_FRONT_OF_AGIC, isAgicIngress } from '../../hops/ingress-agic/about';
import { readAgicIngress } from '../../hops/ingress-agic/read';
import { IN_FRONT as IN_FRONT_OF_F5, isForF5Nginx } from '../../hops/ingress-f5-nginx/about';
import { masterAmong } from '../../hops/ingress-f5-nginx/mergeable';
import { readF5NginxIngress } from '../../hops/ingress-f5-nginx/read';
import { IN_FRONT as IN_FRONT_OF_NGINX, isForNginx } from '../../hops/ingress-nginx/about';
import { readNginxIngress } from '../../hops/ingress-nginx/read';
import { IN_FRONT as IN_FRONT_OF_TRAEFIK, isForTraefik } from '../../hops/ingress-traefik/about';
import { traefikAmong } from '../../hops/ingress-traefik/entry-points';
import { readTraefikIngress } from '../../hops/ingress-traefik/read';
import { classOf, pathsOf, servicesOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { unknownHop, type Hop } from '../../path/hop';
import type { TerraformResource } from '../../terraform/resource';
import type { Cluster } from '../cluster';
import { grouped } from '../grouped';
import type { Input } from '../input';
import { reading } from '../reading';
import { remembered } from '../remembered';
import { ofType } from '../resources';
import { besideFor } from './apisix-routes';
import { pathsTo, type Entry } from './entry';

export function ingressEntries({ resources }: Input, cluster: Cluster): Entry[] {
  const ingresses = cluster.ofKind('Ingress');
  const neighbours = neighboursIn(ingresses);
  return ingresses.map((ingress) => {
    const name = describe(ingress);
    const fronts = new Map<string, Hop[]>();
    const stretchesTo = (service: string): Hop[][] => {
      const front = remembered(fronts, service, () => frontOf(ingress, service, resources, cluster, neighbours(ingress)));
      return cluster.behindService(ingress.metadata.namespace, service, ingress).map((behind) => [...front, ...behind]);
    };
    return {
      name,
      source: ingress,
      urls: [...new Set(pathsOf(ingress).map(({ path }) => path))],
      paths: (streams) => reading(ingress, () => pathsTo(name, servicesOf(ingress, streams).flatMap(stretchesTo))),
    };
  });
}

/** The Ingresses whose Services are those of another one, or have names that read the same after their namespaces. */
function neighboursIn(ingresses: readonly KubeObject[]): (ingress: KubeObject) => KubeObject[] {
  const keysOf = (ingress: KubeObject) => servicesOf(ingress).map((name) => `${ingress.metadata.namespace}-${name}`);
  const byService = grouped(ingresses, keysOf);
  return (ingress) => [...new Set(keysOf(ingress).flatMap((key) => byService.get(key) ?? []))];
}

/** What a client crosses on its way to a Service of this Ingress. */
function frontOf(
  ingress: KubeObject,
  service: string,
  resources: readonly TerraformResource[],
  cluster: Cluster,
  neighbours: readonly KubeObject[],
): Hop[] {
  if (isAgicIngress(ingress)) return [controlledGateway(resources), agicHop(ingress, service, cluster, neighbours)];
  if (isForApisix(ingress)) {
    const { hop, sources } = readApisixIngress(ingress, service, besideFor(ingress, cluster));
    return [unknownHop(IN_FRONT_OF_APISIX), { ...hop, sources }];
  }
  const controller = controllerNamed(ingress, cluster);
  if (isForF5Nginx(ingress, controller)) return [unknownHop(IN_FRONT_OF_F5), f5Hop(ingress, service, cluster)];
  if (isForTraefik(ingress, controller)) return [unknownHop(IN_FRONT_OF_TRAEFIK), traefikHop(ingress, service, cluster)];
  if (!isForNginx(ingress, controller)) return [{ ...unknownHop(controllerOf(ingress)), sources: [ingress] }];
  return [unknownHop(IN_FRONT_OF_NGINX), { ...readNginxIngress(ingress, neighbours), sources: [ingress] }];
}

/** Who serves the class of an Ingress, where the input has the class. */
function controllerNamed(ingress: KubeObject, cluster: Cluster): string | undefined {
  const ofClass = cluster.named('IngressClass', undefined, classOf(ingress), ingress);
  const controller = valueAt(ofClass, ['spec', 'controller']);
  return typeof controller === 'string' ? controller : undefined;
}

function f5Hop(ingress: KubeObject, service: string, cluster: Cluster): Hop {
  const master = masterAmong(cluster.ofKind('Ingress'), ingress);
  const sources = master === undefined ? [ingress] : [ingress, master];
  return { ...readF5NginxIngress({ ingress, master }, service), sources };
}

function traefikHop(ingress: KubeObject, serviceName: string, cluster: Cluster): Hop {
  const { hop, sources } = readTraefikIngress({
    ingress,
    serviceName,
    service: cluster.named('Service', ingress.metadata.namespace, serviceName, ingress),
    middlewares: cluster.ofKind('Middleware'),
    traefik: traefikAmong([...cluster.ofKind('Deployment'), ...cluster.ofKind('DaemonSet')]),
  });
  return { ...hop, sources };
}

function controllerOf(ingress: KubeObject): string {
  const className = classOf(ingress);
  return className === ''
    ? "the controller of the cluster's default Ingress class"
    : `the controller of Ingress class ${className}`;
}

function agicHop(ingress: KubeObject, serviceName: string, cluster: Cluster, neighbours: readonly KubeObject[]): Hop {
  const service = cluster.named('Service', ingress.metadata.namespace, serviceName, ingress);
  const [workload] = service === undefined ? [] : cluster.selectedBy(service);
  const sources = [ingress, service, workload].filter((object) => object !== undefined);
  const others = neighbours.filter((other) => isAgicIngress(other));
  return { ...readAgicIngress(ingress, { service, workload }, others), sources };
}

/** Several gateways that a controller configures: which of them is this one's is not in the input. */
function controlledGateway(resources: readonly TerraformResource[]): Hop {
  const gateways = ofType(resources, 'azurerm_application_gateway').filter(({ attributes }) =>
    configuredByController(attributes),
  );
  const [gateway] = gateways;
  return gateway === undefined || gateways.length > 1 ? unknownHop(IN_FRONT_OF_AGIC) : readWithAddress(gateway, resources);
}
