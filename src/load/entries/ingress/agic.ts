import { configuredByController } from '../../../hops/application-gateway/read-remarks';
import { readWithAddress } from '../../../hops/application-gateway/read-with-address';
import { IN_FRONT } from '../../../hops/ingress-agic/about';
import { isAgicIngress } from '../../../hops/ingress-controllers';
import { readAgicIngress } from '../../../hops/ingress-agic/read';
import { unknownHop, type Hop } from '../../../path/hop';
import type { TerraformResource } from '../../../terraform/resource';
import { ofType } from '../../resources';
import type { Asked, Front } from './front';

export const agicFront: Front = (asked, service) => [controlledGateway(asked.resources), agicHop(asked, service)];

function agicHop({ ingress, cluster, neighbours }: Asked, serviceName: string): Hop {
  const service = cluster.named('Service', ingress.metadata.namespace, serviceName, ingress);
  const workloads = service === undefined ? [] : cluster.selectedBy(service);
  const sources = [ingress, service, ...workloads].filter((object) => object !== undefined);
  const others = neighbours.filter((other) => isAgicIngress(other));
  return { ...readAgicIngress(ingress, { service, workloads }, others), sources };
}

/** Several gateways that a controller configures: which of them is this one's is not in the input. */
function controlledGateway(resources: readonly TerraformResource[]): Hop {
  const gateways = ofType(resources, 'azurerm_application_gateway').filter(({ attributes }) =>
    configuredByController(attributes),
  );
  const [gateway] = gateways;
  return gateway === undefined || gateways.length > 1 ? unknownHop(IN_FRONT) : readWithAddress(gateway, resources);
}
