import type { HopKind } from '../hop-kind';
import { serviceFacts } from './facts';
import { planService } from './hop';

const object = 'Service sse';

export const serviceKinds: readonly HopKind[] = [
  {
    type: 'service',
    title: 'A Kubernetes Service inside the cluster.',
    place: 'service',
    facts: serviceFacts,
    plan: (policy) => planService(policy, { object }),
  },
  {
    type: 'service/load-balancer',
    title: 'A Kubernetes Service of type LoadBalancer, for which AKS makes an Azure Load Balancer.',
    place: 'service',
    facts: serviceFacts,
    plan: (policy) => planService(policy, { object, loadBalancer: 'internal' }),
  },
];
