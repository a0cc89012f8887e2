import type { Hop } from '../../path/hop';
import type { StreamPath } from '../../policy/stream-path';
import { referenced } from '../../terraform/references';
import type { TerraformResource } from '../../terraform/resource';
import { gatewayInArmWords } from './arm';
import { knownBlocksIn } from './blocks';
import { readApplicationGateway } from './read';
import { servingOf } from './serving';

/**
 * What a gateway of an input is, in the words of the language that it is written in.
 *
 * @param streams The URL paths that stream: what serves none of them is left out. Default: all paths.
 */
export function readWithAddress(
  gateway: TerraformResource,
  resources: readonly TerraformResource[],
  streams?: readonly StreamPath[],
): Hop {
  const serving = streams === undefined ? undefined : servingOf(gateway.attributes, streams);
  const address = addressOf(gateway, resources);
  const sources = address === undefined ? [gateway] : [gateway, address];
  const hop = { ...readApplicationGateway(gateway, address, serving), sources };
  return gateway.kind === undefined ? hop : gatewayInArmWords(hop);
}

/** The public address of a gateway is a resource of its own, which its frontend refers to. */
export function addressOf(gateway: TerraformResource, resources: readonly TerraformResource[]): TerraformResource | undefined {
  return knownBlocksIn(gateway.attributes, 'frontend_ip_configuration')
    .map((frontend) => referenced(frontend['public_ip_address_id'], gateway, 'azurerm_public_ip', resources))
    .find((address) => address !== undefined);
}
