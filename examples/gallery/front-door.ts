import type { TerraformStack } from 'cdktf';
import { StreamApplicationGateway, StreamAroundFrontDoor } from 'sse-ready/cdktf';
import { policy } from '../quickstart/policy';
import { gateway } from './azure';

/** Front Door for the site; its streams go to a host of their own, straight to the Application Gateway. */
export function azure(stack: TerraformStack): void {
  const streamHost = 'events.example.com';
  const regional = new StreamApplicationGateway(stack, 'gateway', {
    ...gateway,
    hostName: streamHost,
    backends: { ipAddresses: ['10.0.0.4', '10.0.0.5'], port: 8080 },
  });
  new StreamAroundFrontDoor(stack, 'front', {
    policy,
    name: 'prices',
    resourceGroupName: 'streams',
    streamHost,
    dnsZone: { name: 'example.com' },
    gateway: regional,
    origin: { hostName: 'www.internal.example.com' },
  });
}
