import type { HopKind } from '../hop-kind';
import { aksFacts } from './facts';
import { aksHop } from './hop';

export const aksKind: HopKind = {
  type: 'aks',
  title: 'An AKS cluster and its network, which no stream policy changes and which decide what works in them.',
  place: 'cluster',
  facts: aksFacts,
  plan: () => aksHop('AKS cluster sse'),
};
