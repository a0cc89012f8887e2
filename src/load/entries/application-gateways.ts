import { knownBlocksIn } from '../../hops/application-gateway/blocks';
import { readWithAddress } from '../../hops/application-gateway/read-with-address';
import { configuredByController } from '../../hops/application-gateway/read-remarks';
import { unknownHop } from '../../path/hop';
import type { StreamPath } from '../../policy/stream-path';
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
      const hop = (streams?: readonly StreamPath[]) => readWithAddress(gateway, resources, streams);
      const { object } = hop();
      const backends = { ...unknownHop(`the backends of ${object}`), sources: [gateway] };
      return {
        name: object,
        source: gateway,
        urls: ['/', ...urlsOf(gateway)],
        paths: (streams) => pathsTo(object, [[hop(streams), backends]]),
      };
    });
}

/** Without the star that ends most of them. */
function urlsOf({ attributes }: TerraformResource): string[] {
  const rules = knownBlocksIn(attributes, 'url_path_map').flatMap((map) => knownBlocksIn(map, 'path_rule'));
  return rules.flatMap((rule) => textsIn(rule, 'paths')).map((path) => path.replace(/\*$/, ''));
}
