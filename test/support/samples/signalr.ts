import { StreamSignalr, type StreamSignalrProps } from '../../../src/hops/signalr/construct';
import { stack } from '../synth';
import { pods } from './redis-backplane';
import type { Sample } from './sample';

/** All that a SignalR Service must be told besides the policy. */
export const signalr = {
  name: 'streams',
  resourceGroupName: 'streams',
  location: 'westeurope',
  connections: 2_500,
  allowedOrigins: ['https://app.example.com'],
  access: pods,
} satisfies Partial<StreamSignalrProps>;

export const upstream = [
  {
    urlTemplate: 'https://app.example.com/upstream',
    categoryPattern: ['connections'],
    eventPattern: ['*'],
    hubPattern: ['prices'],
  },
];

/** Streams by server-sent events end with their token, after an hour. */
const service = (name: string, more: Partial<StreamSignalrProps>): Sample => ({
  name,
  fits: ({ maxAge }) => maxAge.limit !== 'disabled',
  build: (policy) => {
    const scope = stack();
    return { constructs: [new StreamSignalr(scope, 'signalr', { ...signalr, policy, ...more })], scopes: [scope] };
  },
});

export const signalrSamples: readonly Sample[] = [
  service('with servers', {}),
  service('without servers', { upstream, tier: 'Premium_P1', tags: { team: 'prices' } }),
];
