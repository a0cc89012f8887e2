import { ingressSpec } from '../../kubernetes/ingress';
import type { HopKind } from '../hop-kind';
import { COMMUNITY_CLASS } from '../ingress-controllers';
import { standIns } from '../stand-ins';
import { writtenFields, writtenKeys } from '../written-key';
import { nginxFacts } from './facts';
import { nginxIngressKeys, planNginxIngress, type NginxIngressOptions } from './hop';

const OPTIONS: NginxIngressOptions = { object: 'Ingress sse', className: COMMUNITY_CLASS, tls: 'here' };

export const ingressNginxKind: HopKind = {
  type: 'ingress-nginx',
  title: 'An Ingress of the NGINX controller, the community one or that of AKS application routing. Both are retired.',
  place: 'proxy',
  isRoute: true,
  facts: nginxFacts,
  plan: (policy) => planNginxIngress(policy, OPTIONS),
  write: (policy) => [
    ...writtenKeys(nginxIngressKeys(policy, OPTIONS)),
    ...writtenFields({ spec: ingressSpec(policy.paths, { ...standIns, className: COMMUNITY_CLASS }) }),
  ],
};
