import { ingressSpec } from '../../kubernetes/ingress';
import type { HopKind } from '../hop-kind';
import { standIns } from '../stand-ins';
import { writtenFields, writtenKeys } from '../written-key';
import { CLASS } from './about';
import { traefikFacts } from './facts';
import { ingressKeys, planTraefikIngress, serviceKeys } from './hop';
import { ingressRouteFacts } from './ingress-route/facts';

export const ingressTraefikKind: HopKind = {
  type: 'ingress-traefik',
  title: 'An Ingress of Traefik 3, with the annotations of its Service.',
  place: 'proxy',
  isRoute: true,
  facts: { ...traefikFacts, ...ingressRouteFacts },
  plan: (policy) => planTraefikIngress(policy, { object: 'Ingress sse', tls: 'here' }),
  write: (policy) => [
    ...writtenKeys(ingressKeys({ tls: 'here' })),
    ...writtenFields({ spec: ingressSpec(policy.paths, { ...standIns, className: CLASS }) }),
    ...writtenKeys(serviceKeys(policy), 'Service'),
  ],
};
