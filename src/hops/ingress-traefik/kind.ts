import type { HopKind } from '../hop-kind';
import { traefikFacts } from './facts';
import { planTraefikIngress } from './hop';
import { ingressRouteFacts } from './ingress-route/facts';

export const ingressTraefikKind: HopKind = {
  type: 'ingress-traefik',
  title: 'An Ingress of Traefik 3, with the annotations of its Service.',
  place: 'proxy',
  facts: { ...traefikFacts, ...ingressRouteFacts },
  plan: (policy) => planTraefikIngress(policy, { object: 'Ingress sse', tls: 'here' }),
};
