import type { HopKind } from '../hop-kind';
import { COMMUNITY_CLASS } from '../ingress-controllers';
import { nginxFacts } from './facts';
import { planNginxIngress } from './hop';

export const ingressNginxKind: HopKind = {
  type: 'ingress-nginx',
  title: 'An Ingress of the NGINX controller, the community one or that of AKS application routing. Both are retired.',
  place: 'proxy',
  facts: nginxFacts,
  plan: (policy) => planNginxIngress(policy, { object: 'Ingress sse', className: COMMUNITY_CLASS, tls: 'here' }),
};
