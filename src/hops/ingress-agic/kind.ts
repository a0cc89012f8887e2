import { ingressSpec } from '../../kubernetes/ingress';
import type { HopKind } from '../hop-kind';
import { standIns } from '../stand-ins';
import { writtenFields, writtenKeys } from '../written-key';
import { agicFacts } from './facts';
import { agicKeys, agicPaths, planAgicIngress, type AgicOptions } from './hop';

const OPTIONS: AgicOptions = {
  object: 'Ingress sse',
  namespace: undefined,
  service: standIns.backend.name,
  tls: { gatewayCertificate: standIns.name },
  probe: { path: '/readyz' },
};

export const agicKind: HopKind = {
  type: 'ingress-agic',
  title: 'An Ingress of the Application Gateway Ingress Controller, whose backends are the pods themselves.',
  place: 'proxy',
  isRoute: true,
  needs: { inFront: 'application-gateway/ingress-controller' },
  facts: agicFacts,
  plan: (policy) => planAgicIngress(policy, OPTIONS),
  write: (policy) => {
    const className = agicFacts.ingressClass.default;
    const spec = ingressSpec(agicPaths(policy), { ...standIns, className, secretName: undefined });
    return [...writtenKeys(agicKeys(policy, OPTIONS)), ...writtenFields({ spec })];
  },
};
