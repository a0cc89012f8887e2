import type { HopKind } from '../hop-kind';
import { agicFacts } from './facts';
import { planAgicIngress } from './hop';

export const agicKind: HopKind = {
  type: 'ingress-agic',
  title: 'An Ingress of the Application Gateway Ingress Controller, whose backends are the pods themselves.',
  place: 'proxy',
  needs: { inFront: 'application-gateway/ingress-controller' },
  facts: agicFacts,
  plan: (policy) =>
    planAgicIngress(policy, {
      object: 'Ingress sse',
      namespace: undefined,
      service: 'sse',
      tls: { gatewayCertificate: 'sse' },
      probe: { path: '/readyz' },
    }),
};
