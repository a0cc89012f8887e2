import { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster/index.js';
import type { Chart } from 'cdk8s';
import type { TerraformStack } from 'cdktf';
import { StreamAgc } from 'sse-ready/cdktf';
import { policy } from '../quickstart/policy';
import { kubernetes as route } from './http-route-agc';

/** The route that Application Gateway for Containers serves, */
export const kubernetes = (chart: Chart): void => route(chart);

/** and a cluster that its controller can work in: Azure CNI, workload identity, and no NGINX beside it. */
export function azure(stack: TerraformStack): void {
  const cluster = new KubernetesCluster(stack, 'cluster', {
    name: 'streams',
    resourceGroupName: 'streams',
    location: 'westeurope',
    dnsPrefix: 'streams',
    identity: { type: 'SystemAssigned' },
    defaultNodePool: {
      name: 'system',
      vmSize: 'Standard_D4s_v5',
      nodeCount: 3,
      zones: ['1', '2', '3'],
      upgradeSettings: { maxSurge: '33%' },
    },
    oidcIssuerEnabled: true,
    workloadIdentityEnabled: true,
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', networkDataPlane: 'cilium', networkPolicy: 'cilium' },
    webAppRouting: { dnsZoneIds: [], defaultNginxController: 'None' },
  });
  new StreamAgc(stack, 'agc', {
    policy,
    name: 'streams',
    frontendName: 'prices',
    resourceGroupName: 'streams',
    location: 'westeurope',
    subnet: { virtualNetworkName: 'streams', addressPrefix: '10.0.8.0/24' },
    cluster,
  });
}
