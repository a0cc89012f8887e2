import { ingressSpec } from '../../kubernetes/ingress';
import type { HopKind } from '../hop-kind';
import { standIns } from '../stand-ins';
import { writtenFields, writtenKeys } from '../written-key';
import { CLASS } from './about';
import { f5NginxFacts } from './facts';
import { f5NginxKeys, planF5NginxIngress } from './hop';
import { virtualServerFacts } from './virtual-server/facts';

export const ingressF5NginxKind: HopKind = {
  type: 'ingress-f5-nginx',
  title: 'An Ingress of the F5 NGINX Ingress Controller, on NGINX open source or NGINX Plus.',
  place: 'proxy',
  isRoute: true,
  facts: { ...f5NginxFacts, ...virtualServerFacts },
  plan: (policy) => planF5NginxIngress(policy, { object: 'Ingress sse', tls: 'here' }),
  write: (policy) => [
    ...writtenKeys(f5NginxKeys(policy, { tls: 'here' }, [standIns.backend.name])),
    ...writtenFields({ spec: ingressSpec(policy.paths, { ...standIns, className: CLASS }) }),
  ],
};
