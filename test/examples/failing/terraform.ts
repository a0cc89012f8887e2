import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { App, TerraformStack } from 'cdktf';
import { StreamPolicy } from 'sse-ready';
import { StreamAgc } from 'sse-ready/cdktf';

const app = new App();
const policy = new StreamPolicy({ paths: ['/events'] });
// cdktf validates and writes stack by stack; the name of the second is one letter too short.
for (const name of ['streams', 'x']) {
  const stack = new TerraformStack(app, `stack-${name}`);
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  new StreamAgc(stack, 'agc', {
    policy,
    name,
    resourceGroupName: 'streams',
    location: 'westeurope',
    subnet: { virtualNetworkName: 'streams', addressPrefix: '10.0.8.0/24' },
    cluster: { oidcIssuerUrl: 'https://issuer.example.com/', nodeResourceGroupId: '/subscriptions/s/resourceGroups/nodes' },
  });
}
app.synth();
