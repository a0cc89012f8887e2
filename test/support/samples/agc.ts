import { StreamAgc, type StreamAgcProps } from '../../../src/hops/agc/construct';
import { stack } from '../synth';
import { noAddress, type Sample } from './sample';

/** All that an Application Gateway for Containers must be told besides the policy. */
export const containers = {
  name: 'streams',
  resourceGroupName: 'streams',
  location: 'westeurope',
  subnet: { virtualNetworkName: 'streams', addressPrefix: '10.0.8.0/24' },
  cluster: { oidcIssuerUrl: 'https://issuer.example.com/', nodeResourceGroupId: '/subscriptions/s/resourceGroups/nodes' },
} satisfies Partial<StreamAgcProps>;

const alone = (name: string, more: Partial<StreamAgcProps>): Sample => ({
  name,
  fits: noAddress,
  build: (policy) => {
    const scope = stack();
    return { constructs: [new StreamAgc(scope, 'agc', { ...containers, policy, ...more })], scopes: [scope] };
  },
});

export const agcSamples: readonly Sample[] = [
  alone('with a subnet of its own', {}),
  alone('in a subnet made elsewhere', {
    subnet: { id: '/subscriptions/s/resourceGroups/streams/providers/Microsoft.Network/virtualNetworks/streams/subnets/agc' },
    frontendName: 'prices',
    controllerNamespace: 'alb',
    tags: { team: 'prices' },
  }),
];
