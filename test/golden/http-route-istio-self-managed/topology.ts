import { istio, StreamHttpRoute } from '../../../src/cdk8s';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  kubernetes: (scope, policy) =>
    void new StreamHttpRoute(scope, 'route', {
      policy,
      name: 'prices',
      hostnames: ['prices.example.com'],
      implementation: istio({ installation: 'self-managed', version: '1.30.3' }),
      gateway: { tlsSecret: 'prices-tls' },
      backend: { name: 'prices', port: 80 },
    }),
};
