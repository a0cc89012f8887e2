import type { HopKind } from '../hop-kind';
import { writtenKeys } from '../written-key';
import { serviceFacts } from './facts';
import { planService, serviceKeys, type ServiceOptions } from './hop';

const INSIDE: ServiceOptions = { object: 'Service sse' };
const LOAD_BALANCER: ServiceOptions = { ...INSIDE, loadBalancer: 'internal' };

export const serviceKinds: readonly HopKind[] = [
  {
    type: 'service',
    title: 'A Kubernetes Service inside the cluster.',
    place: 'service',
    facts: serviceFacts,
    plan: (policy) => planService(policy, INSIDE),
    write: (policy) => writtenKeys(serviceKeys(policy, INSIDE)),
  },
  {
    type: 'service/load-balancer',
    title: 'A Kubernetes Service of type LoadBalancer, for which AKS makes an Azure Load Balancer.',
    place: 'service',
    takesClients: true,
    facts: serviceFacts,
    plan: (policy) => planService(policy, LOAD_BALANCER),
    write: (policy) => writtenKeys(serviceKeys(policy, LOAD_BALANCER)),
  },
];
