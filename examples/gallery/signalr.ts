import type { TerraformStack } from 'cdktf';
import { StreamSignalr } from 'sse-ready/cdktf';
import { policy } from '../quickstart/policy';
import { cluster } from './azure';

/** For SignalR clients: the service holds them, and the pods connect to it, without any key. */
export function azure(stack: TerraformStack): void {
  new StreamSignalr(stack, 'signalr', {
    policy,
    name: 'prices',
    resourceGroupName: 'streams',
    location: 'westeurope',
    connections: 25_000,
    allowedOrigins: ['https://prices.example.com'],
    access: { cluster: { oidcIssuerUrl: cluster(stack).oidcIssuerUrl }, serviceAccount: { namespace: 'prices', name: 'prices' } },
  });
}
