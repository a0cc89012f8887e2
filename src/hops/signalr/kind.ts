import type { HopKind } from '../hop-kind';
import { standIns } from '../stand-ins';
import { writtenResource } from '../written-key';
import { ROLES, signalrObject } from './about';
import { DEFAULT_TIER, ownedKeys } from './config';
import { signalrFacts } from './facts';
import { planSignalr } from './hop';

export const signalrKind: HopKind = {
  type: 'signalr',
  title: 'Azure SignalR Service, which holds the clients itself and takes SignalR clients alone.',
  place: 'edge',
  takesClients: true,
  facts: signalrFacts,
  plan: (policy) => planSignalr(policy, signalrObject('sse')),
  write: () => [
    ...writtenResource({ ...ownedKeys(DEFAULT_TIER, 1000, [`https://${standIns.host}`]), serviceMode: 'Default' }),
    ...writtenResource({ roleDefinitionName: ROLES.server }, 'azurerm_role_assignment'),
  ],
};
