import { StreamApplicationGateway, type StreamApplicationGatewayProps } from '../../../src/hops/application-gateway/construct';
import { stack } from '../synth';
import { noAddress, type Sample } from './sample';

const GROUP = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/streams/providers';

/** All that a gateway must be told besides the policy and its backends. */
export const gateway = {
  name: 'streams',
  resourceGroupName: 'streams',
  location: 'westeurope',
  subnetId: `${GROUP}/Microsoft.Network/virtualNetworks/streams/subnets/gateway`,
  hostName: 'prices.example.com',
  keyVaultSecretId: 'https://streams.vault.azure.net/secrets/prices',
  identityIds: [`${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/gateway`],
} satisfies Partial<StreamApplicationGatewayProps>;

const inFrontOfServers = (
  name: string,
  more: Pick<StreamApplicationGatewayProps, 'backends'> & Partial<StreamApplicationGatewayProps>,
): Sample => ({
  name,
  fits: noAddress,
  build: (policy) => {
    const scope = stack();
    return { constructs: [new StreamApplicationGateway(scope, 'gateway', { ...gateway, policy, ...more })], scopes: [scope] };
  },
});

export const applicationGatewaySamples: readonly Sample[] = [
  inFrontOfServers('servers by address', { backends: { ipAddresses: ['10.0.0.4', '10.0.0.5'], port: 8080 } }),
  inFrontOfServers('one server by TLS', {
    backends: { ipAddresses: ['10.0.0.4'], port: 8443, protocol: 'Https', hostName: 'prices.internal', probePath: '/healthz' },
    autoscale: { min: 3, max: 10 },
    tags: { team: 'prices' },
  }),
  inFrontOfServers('servers by name, behind a private address', {
    backends: { fqdns: ['prices.internal'], port: 8080, external: false },
    frontend: { privateIpAddress: '10.0.1.10' },
    certificateName: 'prices',
  }),
  inFrontOfServers('with an address of its own and a firewall', {
    backends: { ipAddresses: ['10.0.0.4', '10.0.0.5'], port: 8080 },
    frontend: { publicIpAddressId: `${GROUP}/Microsoft.Network/publicIPAddresses/streams` },
    firewallPolicyId: `${GROUP}/Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies/streams`,
  }),
];
