import { configuredByController } from '../../../hops/application-gateway/read-remarks';
import { readWithAddress } from '../../../hops/application-gateway/read-with-address';
import { IN_FRONT } from '../../../hops/ingress-agic/about';
import { isAgicIngress } from '../../../hops/ingress-controllers';
import { readAgicIngress } from '../../../hops/ingress-agic/read';
import { withClass } from '../../../kubernetes/ingress-class';
import { unknownHop, type Hop } from '../../../path/hop';
import type { TerraformResource } from '../../../terraform/resource';
import { ofType } from '../../resources';
import type { Asked, Front } from './front';

export const agicFront: Front = (asked, service) => {
  const gateway = controlledGateway(asked.resources);
  const front = gateway === undefined ? unknownHop(IN_FRONT) : readWithAddress(gateway, asked.resources);
  return [front, agicHop(asked, service, gateway)];
};

function agicHop(
  { ingress, ingressClass, cluster, neighbours }: Asked,
  serviceName: string,
  gateway: TerraformResource | undefined,
): Hop {
  const service = cluster.named('Service', ingress.metadata.namespace, serviceName, ingress);
  const workloads = service === undefined ? [] : cluster.selectedBy(service);
  const sources = [ingress, service, ...workloads].filter((object) => object !== undefined);
  const others = neighbours.filter((other) => isAgicIngress(other));
  const beside = { serviceName, others, gateway: gateway?.attributes };
  return { ...readAgicIngress(withClass(ingress, ingressClass), { service, workloads }, beside), sources };
}

/** Of several gateways that a controller configures none: which of them is this one's is not in the input. */
function controlledGateway(resources: readonly TerraformResource[]): TerraformResource | undefined {
  const gateways = ofType(resources, 'azurerm_application_gateway').filter(({ attributes }) =>
    configuredByController(attributes),
  );
  return gateways.length === 1 ? gateways[0] : undefined;
}
