import { DataAzurermKubernetesCluster } from '@cdktf/provider-azurerm/lib/data-azurerm-kubernetes-cluster/index.js';
import type { TerraformStack } from 'cdktf';
import type { StreamApplicationGatewayProps } from 'sse-ready/cdktf';
import { policy } from '../quickstart/policy';

/** The AKS cluster that is there already. */
export const cluster = (stack: TerraformStack): DataAzurermKubernetesCluster =>
  new DataAzurermKubernetesCluster(stack, 'cluster', { name: 'streams', resourceGroupName: 'streams' });

const SUBSCRIPTION = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/streams';

/** What both Application Gateways of the gallery share. */
export const gateway = {
  policy,
  name: 'streams',
  resourceGroupName: 'streams',
  location: 'westeurope',
  subnetId: `${SUBSCRIPTION}/providers/Microsoft.Network/virtualNetworks/streams/subnets/gateway`,
  hostName: 'prices.example.com',
  keyVaultSecretId: 'https://streams.vault.azure.net/secrets/prices',
  identityIds: [`${SUBSCRIPTION}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/gateway-certificates`],
} satisfies Partial<StreamApplicationGatewayProps>;
