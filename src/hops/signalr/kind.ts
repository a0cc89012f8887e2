import type { HopKind } from '../hop-kind';
import { signalrObject } from './about';
import { signalrFacts } from './facts';
import { planSignalr } from './hop';

export const signalrKind: HopKind = {
  type: 'signalr',
  title: 'Azure SignalR Service, which holds the clients itself and takes SignalR clients alone.',
  place: 'edge',
  facts: signalrFacts,
  plan: (policy) => planSignalr(policy, signalrObject('sse')),
};
