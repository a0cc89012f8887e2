import { StreamService, StreamTraefikIngress } from '../../../src/cdk8s';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  kubernetes: (scope, policy) =>
    void new StreamTraefikIngress(scope, 'ingress', {
      policy,
      name: 'prices',
      host: 'prices.example.com',
      tls: { secretName: 'prices-tls' },
      backend: new StreamService(scope, 'service', { policy, name: 'prices', pods: { selector: { app: 'prices' } } }),
    }),
};
