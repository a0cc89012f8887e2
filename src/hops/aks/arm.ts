import type { Hop } from '../../path/hop';
import type { ArmShape } from '../../terraform/arm-shape';
import { inArmWords, rewordedBy, wordsOf } from '../../terraform/arm-words';
import { blocksIn, booleanIn, LATER, type Block } from '../../terraform/attributes';

// The names: https://learn.microsoft.com/azure/templates/microsoft.containerservice/2026-05-01/managedclusters, and what
// `expand*` and `flatten*` do with them in v4.55.0:
// https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/containers/kubernetes_cluster_resource.go
// What the first gives no default for differs by version of Kubernetes and between Standard and Automatic clusters.

const idleTimeout: ArmShape = { idle_timeout_in_minutes: 'idleTimeoutInMinutes' };

/** `Microsoft.ContainerService/managedClusters`, as far as it is read here. */
export const clusterShape: ArmShape = {
  name: 'name',
  id: 'id',
  tags: 'tags',
  oidc_issuer_enabled: { noDefault: 'oidcIssuerProfile.enabled' },
  workload_identity_enabled: { noDefault: 'securityProfile.workloadIdentity.enabled' },
  http_application_routing_enabled: 'addonProfiles.httpApplicationRouting.enabled',
  web_app_routing: {
    blocks: 'ingressProfile.webAppRouting',
    shape: { enabled: 'enabled', default_nginx_controller: 'nginx.defaultIngressControllerType' },
  },
  network_profile: {
    blocks: 'networkProfile',
    shape: {
      network_plugin: { noDefault: 'networkPlugin' },
      network_plugin_mode: 'networkPluginMode',
      network_data_plane: 'networkDataplane',
      outbound_type: { noDefault: 'outboundType' },
      load_balancer_profile: { blocks: 'loadBalancerProfile', shape: idleTimeout },
      nat_gateway_profile: { blocks: 'natGatewayProfile', shape: idleTimeout },
    },
  },
};

/** `Microsoft.Network/natGateways`. */
export const natGatewayShape: ArmShape = {
  name: 'name',
  id: 'id',
  idle_timeout_in_minutes: { noDefault: 'idleTimeoutInMinutes' },
};

/** `Microsoft.Network/azureFirewalls`, of which it matters that there is one. */
export const firewallShape: ArmShape = { name: 'name', id: 'id' };

/** The provider takes kubenet where there is no profile, and has the block of the add-on only while it is on. */
export function clusterAsProvider({ web_app_routing: routing, ...cluster }: Block): Block {
  const blocks = blocksIn({ routing }, 'routing');
  const isOn = blocks === LATER ? LATER : blocks.map((block) => booleanIn(block, 'enabled') ?? LATER)[0];
  return {
    network_profile: '${not set}',
    ...cluster,
    ...(isOn === true ? { web_app_routing: routing } : {}),
    ...(isOn === LATER ? { web_app_routing: '${not known}' } : {}),
  };
}

const reworded = rewordedBy(new Map([...wordsOf(clusterShape), ['azurerm_nat_gateway', 'natGateways']]));

/** The cluster in the words of who wrote it for Azure's own API. */
export const clusterInArmWords = (hop: Hop): Hop => inArmWords(hop, reworded);
