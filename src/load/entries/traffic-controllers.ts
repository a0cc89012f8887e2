import { readAgc } from '../../hops/agc/read';
import { ALB_ID } from '../../hops/http-route/implementations/agc/about';
import type { KubeObject } from '../../kubernetes/object';
import type { Hop } from '../../path/hop';
import type { TerraformResource } from '../../terraform/resource';
import { ofType } from '../resources';

/** The Application Gateway for Containers that Gateways or an Ingress name by its id; the only one there is where none of them is in the input. */
export function trafficControllerOf(named: readonly KubeObject[], resources: readonly TerraformResource[]): Hop[] {
  const all = ofType(resources, 'azurerm_application_load_balancer');
  const ids = named.map(({ metadata }) => metadata.annotations?.[ALB_ID]);
  const chosen = all.filter(({ attributes }) => ids.some((id) => id?.split('/').at(-1) === attributes['name']));
  const gateways = named.length === 0 && all.length === 1 ? all : chosen;
  return gateways.slice(0, 1).map((gateway) => ({ ...readAgc(gateway, resources), sources: [gateway] }));
}
