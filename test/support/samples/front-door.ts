import { StreamApplicationGateway } from '../../../src/hops/application-gateway/construct';
import { StreamAroundFrontDoor, type StreamAroundFrontDoorProps } from '../../../src/hops/front-door/construct';
import { stack } from '../synth';
import { gateway } from './application-gateway';
import { noAddress, type Sample } from './sample';

/** All that a Front Door must be told besides the policy and the gateway. */
export const frontDoor = {
  name: 'streams',
  resourceGroupName: 'streams',
  streamHost: 'events.example.com',
  dnsZone: { name: 'example.com' },
  origin: { hostName: 'www.internal.example.com' },
} satisfies Partial<StreamAroundFrontDoorProps>;

const toNamedGateway = (name: string, more: Partial<StreamAroundFrontDoorProps>): Sample => ({
  name,
  fits: () => true,
  build: (policy) => {
    const scope = stack();
    const props = { ...frontDoor, policy, gateway: { hostName: 'streams.westeurope.cloudapp.azure.com' }, ...more };
    return { constructs: [new StreamAroundFrontDoor(scope, 'front', props)], scopes: [scope] };
  },
});

export const frontDoorSamples: readonly Sample[] = [
  {
    name: 'beside an Application Gateway',
    fits: noAddress,
    build: (policy) => {
      const scope = stack();
      const backends = { ipAddresses: ['10.0.0.4', '10.0.0.5'], port: 8080 };
      const props = { ...gateway, policy, hostName: frontDoor.streamHost, backends };
      const made = new StreamApplicationGateway(scope, 'gateway', props);
      const around = new StreamAroundFrontDoor(scope, 'front', { ...frontDoor, policy, gateway: made });
      return { constructs: [around, made], scopes: [scope] };
    },
  },
  toNamedGateway('beside a gateway by name', {
    route: { patternsToMatch: ['/*'], cache: { compressionEnabled: true, contentTypesToCompress: ['text/html'] } },
    originGroup: { loadBalancing: { sampleSize: 4 } },
    tags: { team: 'prices' },
  }),
];
