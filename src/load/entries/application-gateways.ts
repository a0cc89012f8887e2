import { knownBlocksIn } from '../../hops/application-gateway/blocks';
import { readApplicationGateway } from '../../hops/application-gateway/read';
import { configuredByController } from '../../hops/application-gateway/read-remarks';
import { unknownHop, type Hop } from '../../path/hop';
import { textsIn } from '../../terraform/attributes';
import type { TerraformResource } from '../../terraform/resource';
import type { Input } from '../input';
import { ofType } from '../resources';
import { pathsTo, type Entry } from './entry';

/** Application Gateways that stand in front of servers, not of a cluster. */
export function applicationGatewayEntries({ resources }: Input): Entry[] {
  return ofType(resources, 'azurerm_application_gateway')
    .filter(({ attributes }) => !configuredByController(attributes))
    .map((gateway) => {
      const hop = readWithAddress(gateway, resources);
      return {
        name: hop.object,
        source: gateway,
        urls: ['/', ...urlsOf(gateway)],
        paths: () => pathsTo(hop.object, [[hop, unknownHop(`the backends of ${hop.object}`)]]),
      };
    });
}

/** Without the star that ends most of them. */
function urlsOf({ attributes }: TerraformResource): string[] {
  const rules = knownBlocksIn(attributes, 'url_path_map').flatMap((map) => knownBlocksIn(map, 'path_rule'));
  return rules.flatMap((rule) => textsIn(rule, 'paths')).map((path) => path.replace(/\*$/, ''));
}

/** The public address of a gateway is a resource of its own, which its frontend refers to. */
export function readWithAddress(gateway: TerraformResource, resources: readonly TerraformResource[]): Hop {
  const frontends = JSON.stringify(gateway.attributes['frontend_ip_configuration'] ?? null);
  const address = ofType(resources, 'azurerm_public_ip').find(({ type, name }) => frontends.includes(`${type}.${name}.id`));
  const sources = address === undefined ? [gateway] : [gateway, address];
  return { ...readApplicationGateway(gateway, address), sources };
}
