import type { HopKind } from '../hop-kind';
import { f5NginxFacts } from './facts';
import { planF5NginxIngress } from './hop';
import { virtualServerFacts } from './virtual-server/facts';

export const ingressF5NginxKind: HopKind = {
  type: 'ingress-f5-nginx',
  title: 'An Ingress of the F5 NGINX Ingress Controller, on NGINX open source or NGINX Plus.',
  place: 'proxy',
  facts: { ...f5NginxFacts, ...virtualServerFacts },
  plan: (policy) => planF5NginxIngress(policy, { object: 'Ingress sse', tls: 'here' }),
};
