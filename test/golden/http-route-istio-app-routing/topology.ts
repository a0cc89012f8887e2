import { istio, StreamHttpRoute } from '../../../src/cdk8s';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  kubernetes: (scope, policy) =>
    void new StreamHttpRoute(scope, 'route', {
      policy,
      name: 'prices',
      hostnames: ['prices.example.com'],
      implementation: istio({ installation: 'app-routing' }),
      gateway: { name: 'shared', namespace: 'gateways', sectionName: 'https' },
      backend: { name: 'prices', port: 80 },
    }),
};
