import { ApplicationGateway } from '@cdktf/provider-azurerm/lib/application-gateway/index.js';
import { DataAzurermResourceGroup } from '@cdktf/provider-azurerm/lib/data-azurerm-resource-group/index.js';
import { DataAzurermSubnet } from '@cdktf/provider-azurerm/lib/data-azurerm-subnet/index.js';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { PublicIp } from '@cdktf/provider-azurerm/lib/public-ip/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** A stack as a team may have it: a gateway that buffers. The ingress controller has replaced these first routes long ago. */
export class Gateway extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermProvider(this, 'azurerm', { features: [{}] });
    const group = new DataAzurermResourceGroup(this, 'group', { name: 'shop' });
    const placed = { location: group.location, resourceGroupName: group.name, zones: ['1', '2', '3'] };
    const subnet = new DataAzurermSubnet(this, 'subnet', {
      name: 'gateway',
      virtualNetworkName: 'shop',
      resourceGroupName: group.name,
    });
    const address = new PublicIp(this, 'address', { name: 'shop', allocationMethod: 'Static', sku: 'Standard', ...placed });
    new ApplicationGateway(this, 'gateway', {
      name: 'shop',
      ...placed,
      sku: { name: 'Standard_v2', tier: 'Standard_v2' },
      autoscaleConfiguration: { minCapacity: 2, maxCapacity: 10 },
      gatewayIpConfiguration: [{ name: 'subnet', subnetId: subnet.id }],
      frontendIpConfiguration: [{ name: 'public', publicIpAddressId: address.id }],
      frontendPort: [{ name: 'https', port: 443 }],
      sslPolicy: { policyType: 'Predefined', policyName: 'AppGwSslPolicy20220101' },
      identity: {
        type: 'UserAssigned',
        identityIds: [
          '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/gateway',
        ],
      },
      sslCertificate: [{ name: 'orders', keyVaultSecretId: 'https://shop.vault.azure.net/secrets/orders' }],
      httpListener: [
        {
          name: 'orders',
          frontendIpConfigurationName: 'public',
          frontendPortName: 'https',
          protocol: 'Https',
          hostName: 'legacy.example.com',
          sslCertificateName: 'orders',
        },
      ],
      backendAddressPool: [{ name: 'orders', ipAddresses: ['10.1.0.4', '10.1.0.5'] }],
      backendHttpSettings: [{ name: 'orders', port: 80, protocol: 'Http', cookieBasedAffinity: 'Disabled', requestTimeout: 30 }],
      requestRoutingRule: [
        {
          name: 'orders',
          ruleType: 'Basic',
          priority: 100,
          httpListenerName: 'orders',
          backendAddressPoolName: 'orders',
          backendHttpSettingsName: 'orders',
        },
      ],
    });
  }
}
