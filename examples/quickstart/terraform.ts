import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { DataAzurermKubernetesCluster } from '@cdktf/provider-azurerm/lib/data-azurerm-kubernetes-cluster/index.js';
import { DataAzurermResourceGroup } from '@cdktf/provider-azurerm/lib/data-azurerm-resource-group/index.js';
import { DataAzurermSubnet } from '@cdktf/provider-azurerm/lib/data-azurerm-subnet/index.js';
import { DataAzurermUserAssignedIdentity } from '@cdktf/provider-azurerm/lib/data-azurerm-user-assigned-identity/index.js';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { StreamAgc, StreamApplicationGateway } from 'sse-ready/cdktf';
import { policy } from './policy';

/** What a deployer needs afterwards, in `terraform output`. */
function outputs(stack: TerraformStack, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) new TerraformOutput(stack, name, { value });
}

/** The Azure side of (a): Application Gateway for Containers, and what its controller in the cluster may do. */
class AgcStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, 'azurerm', { features: [{}] });
    new LocalBackend(this, { path: `${id}.tfstate` });
    const group = new DataAzurermResourceGroup(this, 'group', { name: 'streams' });
    const cluster = new DataAzurermKubernetesCluster(this, 'cluster', { name: 'streams', resourceGroupName: group.name });
    const { loadBalancer, frontend, identity } = new StreamAgc(this, 'agc', {
      policy,
      name: 'streams',
      frontendName: 'prices',
      resourceGroupName: group.name,
      location: group.location,
      subnet: { virtualNetworkName: 'streams', addressPrefix: '10.0.8.0/24' },
      cluster,
    });
    outputs(this, {
      // The annotation alb.networking.azure.io/alb-id of the Gateway: `gateway.albId` of the StreamHttpRoute.
      albId: loadBalancer.id,
      // What the DNS name of the stream is a CNAME of.
      frontendFqdn: frontend.fullyQualifiedDomainName,
      // albController.podIdentity.clientID of the ALB Controller's chart.
      controllerClientId: identity.clientId,
    });
  }
}

/** The Azure side of (b): Application Gateway, whose routes to the pods the ingress controller writes. */
class ApplicationGatewayStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, 'azurerm', { features: [{}] });
    new LocalBackend(this, { path: `${id}.tfstate` });
    const group = new DataAzurermResourceGroup(this, 'group', { name: 'streams' });
    const inGroup = { resourceGroupName: group.name };
    const subnet = new DataAzurermSubnet(this, 'subnet', { name: 'gateway', virtualNetworkName: 'streams', ...inGroup });
    const identity = new DataAzurermUserAssignedIdentity(this, 'identity', { name: 'gateway-certificates', ...inGroup });
    const { publicIp } = new StreamApplicationGateway(this, 'gateway', {
      policy,
      name: 'streams',
      ...inGroup,
      location: group.location,
      subnetId: subnet.id,
      hostName: 'prices.example.com',
      keyVaultSecretId: 'https://streams.vault.azure.net/secrets/prices',
      certificateName: 'prices',
      identityIds: [identity.id],
      backends: 'ingress-controller',
    });
    // What the DNS name of the stream is an A record of.
    if (publicIp !== undefined) outputs(this, { publicIp: publicIp.ipAddress });
  }
}

const app = new App();
new AgcStack(app, 'agc');
new ApplicationGatewayStack(app, 'application-gateway');
app.synth();
