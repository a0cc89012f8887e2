import { IN_FRONT as IN_FRONT_OF_APISIX, isForApisix } from '../../hops/apisix/about';
import { readApisixIngress } from '../../hops/apisix/read-ingress';
import { readWithAddress } from '../../hops/application-gateway/read-with-address';
import { configuredByController } from '../../hops/application-gateway/read-remarks';
import { CONTROLLER as AGIC_CONTROLLER, IN_FRONT as IN_FRONT_OF_AGIC, isAgicIngress } from '../../hops/ingress-agic/about';
import { readAgicIngress } from '../../hops/ingress-agic/read';
import { IN_FRONT as IN_FRONT_OF_NGINX, isForNginx } from '../../hops/ingress-nginx/about';
import { readNginxIngress } from '../../hops/ingress-nginx/read';
import { pathsOf, servicesOf } from '../../kubernetes/ingress';
import { ingressClassOf, withClass, type IngressClass } from '../../kubernetes/ingress-class';
import { describe, type KubeObject } from '../../kubernetes/object';
import { unknownHop, type Hop } from '../../path/hop';
import type { StreamPath } from '../../policy/stream-path';
import type { TerraformResource } from '../../terraform/resource';
import type { Cluster } from '../cluster';
import type { Input } from '../input';
import { reading } from '../reading';
import { ofType } from '../resources';
import { besideFor } from './apisix-routes';
import { pathsTo, type Entry } from './entry';

export function ingressEntries({ resources }: Input, cluster: Cluster): Entry[] {
  return cluster.ofKind('Ingress').map((ingress) => ({
    name: describe(ingress),
    source: ingress,
    urls: [...new Set(pathsOf(ingress).map(({ path }) => path))],
    paths: (streams) => reading(ingress, () => pathsTo(describe(ingress), stretches(ingress, resources, cluster, streams))),
  }));
}

function stretches(
  ingress: KubeObject,
  resources: readonly TerraformResource[],
  cluster: Cluster,
  streams: readonly StreamPath[] | undefined,
): Hop[][] {
  const { namespace } = ingress.metadata;
  return servicesOf(ingress, streams).flatMap((name) => {
    const front = frontOf(ingress, name, resources, cluster);
    return cluster.behindService(namespace, name, ingress).map((behind) => [...front, ...behind]);
  });
}

/** What a client crosses on its way to a Service of this Ingress. */
function frontOf(ingress: KubeObject, service: string, resources: readonly TerraformResource[], cluster: Cluster): Hop[] {
  const ingressClass = ingressClassOf(ingress, cluster.ofKind('IngressClass'));
  const { controller } = ingressClass;
  if (controller === undefined ? isAgicIngress(ingress) : controller === AGIC_CONTROLLER)
    return [controlledGateway(resources), agicHop(ingress, service, cluster)];
  if (isForApisix(ingress, controller)) {
    const { hop, sources } = readApisixIngress(ingress, service, besideFor(ingress, cluster));
    return [unknownHop(IN_FRONT_OF_APISIX), { ...hop, sources }];
  }
  if (!isForNginx(ingress, controller)) return [{ ...unknownHop(controllerNamed(ingressClass)), sources: [ingress] }];
  return [unknownHop(IN_FRONT_OF_NGINX), { ...readNginxIngress(withClass(ingress, ingressClass)), sources: [ingress] }];
}

function controllerNamed({ name, controller }: IngressClass): string {
  if (name === '') return "the controller of the cluster's default Ingress class";
  return `the controller of Ingress class ${name}${controller === undefined ? '' : ` (${controller})`}`;
}

function agicHop(ingress: KubeObject, serviceName: string, cluster: Cluster): Hop {
  const service = cluster.named('Service', ingress.metadata.namespace, serviceName, ingress);
  const [workload] = service === undefined ? [] : cluster.selectedBy(service);
  const sources = [ingress, service, workload].filter((object) => object !== undefined);
  return { ...readAgicIngress(ingress, { service, workload }), sources };
}

/** Several gateways that a controller configures: which of them is this one's is not in the input. */
function controlledGateway(resources: readonly TerraformResource[]): Hop {
  const gateways = ofType(resources, 'azurerm_application_gateway').filter(({ attributes }) =>
    configuredByController(attributes),
  );
  const [gateway] = gateways;
  return gateway === undefined || gateways.length > 1 ? unknownHop(IN_FRONT_OF_AGIC) : readWithAddress(gateway, resources);
}
