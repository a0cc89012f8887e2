import { readAgc } from '../../hops/agc/read';
import { ALB_ID } from '../../hops/http-route/implementations/agc/about';
import { isAgcIngress } from '../../hops/ingress-controllers';
import type { KubeObject } from '../../kubernetes/object';
import { unknownHop, type Hop } from '../../path/hop';
import type { TerraformResource } from '../../terraform/resource';
import type { Cluster } from '../cluster';
import type { Input } from '../input';
import { ofType } from '../resources';
import { pathsTo, type Entry } from './entry';

const TYPE = 'azurerm_application_load_balancer';

/** Application Gateways for Containers whose routes are all elsewhere. */
export function trafficControllerEntries({ resources }: Input, cluster: Cluster): Entry[] {
  if (cluster.ofKind('HTTPRoute').length > 0 || cluster.ofKind('Ingress').some(isAgcIngress)) return [];
  return ofType(resources, TYPE).map((gateway) => {
    const hop = readAgc(gateway, resources);
    return {
      name: hop.object,
      source: gateway,
      urls: [],
      paths: () => pathsTo(hop.object, [[hop, { ...unknownHop(`what ${hop.object} routes to`), sources: [gateway] }]]),
    };
  });
}

/** The one that Gateways or an Ingress name by its id; the only one there is where none of them is in the input. */
export function trafficControllerOf(named: readonly KubeObject[], resources: readonly TerraformResource[]): Hop[] {
  const all = ofType(resources, TYPE);
  const ids = named.map(({ metadata }) => metadata.annotations?.[ALB_ID]);
  const chosen = all.filter(({ attributes }) => ids.some((id) => id?.split('/').at(-1) === attributes['name']));
  const gateways = named.length === 0 && all.length === 1 ? all : chosen;
  return gateways.slice(0, 1).map((gateway) => readAgc(gateway, resources));
}
