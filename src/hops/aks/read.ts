import { known, type Hop } from '../../path/hop';
import { blocksIn, isExpression, LATER, type Block } from '../../terraform/attributes';
import type { TerraformResource } from '../../terraform/resource';
import { suppressionsIn } from '../../terraform/suppressions';
import { agcRouteFacts } from '../http-route/implementations/agc/facts';
import { clusterInArmWords } from './arm';
import { aksHop } from './hop';
import { dataPlaneRemarks, identityRemarks, pluginRemarks, routingRemarks } from './remarks';
import { outboundRemarks } from './outbound-remarks';

/** What in a stream's path depends on the cluster. */
export interface InCluster {
  /** Application Gateway for Containers serves it. */
  readonly byAgc: boolean;
  /** An Ingress of an NGINX controller serves it, which tells of its retirement itself. */
  readonly byNginx: boolean;
  /** The Service whose affinity is by client address. */
  readonly byAddress: string | undefined;
}

/** What an `azurerm_kubernetes_cluster` means for a stream through it. */
export function readAks(cluster: TerraformResource, resources: readonly TerraformResource[], path: readonly Hop[]): Hop {
  const { attributes } = cluster;
  const { name } = attributes;
  const of = inCluster(path);
  const network = blocksIn(attributes, 'network_profile');
  const [profile] = network === LATER ? [] : network;
  const isArm = cluster.kind !== undefined;
  const hop: Hop = {
    ...aksHop(
      `AKS cluster ${typeof name === 'string' && !isExpression(name) ? name : cluster.name}`,
      [
        ...(network === LATER ? [] : pluginRemarks(profile, of)),
        ...routingRemarks(attributes, of),
        ...identityRemarks(attributes, of, isArm),
        ...(profile === undefined ? [] : dataPlaneRemarks(profile, of)),
        ...(profile === undefined ? [] : outboundRemarks(profile, natGatewayIn(resources), hasFirewall(resources), isArm)),
      ],
      suppressionsIn(attributes),
    ),
    sources: [cluster],
  };
  return isArm ? clusterInArmWords(hop) : hop;
}

function inCluster(path: readonly Hop[]): InCluster {
  const byAddress = path.find(
    (hop) => hop.type === 'service' && known(hop, 'affinity').some(({ value }) => value.kind === 'client-ip'),
  );
  return {
    // The route of every API of the gateway has its idle limit.
    byAgc: path.some(({ settings }) => settings.some(({ fact }) => fact === agcRouteFacts.streamIdle)),
    byNginx: path.some(({ type }) => type === 'ingress-nginx'),
    byAddress: byAddress?.object,
  };
}

/** The one NAT gateway there is: of several, the input would have to tell whose it is. */
function natGatewayIn(resources: readonly TerraformResource[]): Block | undefined {
  const [one, ...others] = resources.filter(({ type }) => type === 'azurerm_nat_gateway');
  return others.length > 0 ? undefined : one?.attributes;
}

const hasFirewall = (resources: readonly TerraformResource[]): boolean =>
  resources.some(({ type }) => type === 'azurerm_firewall');
