import { envoyGateway, StreamHttpRoute } from '../../../src/cdk8s';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  kubernetes: (scope, policy) =>
    void new StreamHttpRoute(scope, 'route', {
      policy,
      name: 'prices',
      hostnames: ['prices.example.com'],
      implementation: envoyGateway({ version: '1.9.0', healthProbePath: '/readyz' }),
      gateway: { tlsSecret: 'prices-tls' },
      backend: { name: 'prices', port: 80 },
    }),
};
