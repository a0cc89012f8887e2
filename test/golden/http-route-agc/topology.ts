import { agc, StreamHttpRoute } from '../../../src/cdk8s';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  kubernetes: (scope, policy) =>
    void new StreamHttpRoute(scope, 'route', {
      policy,
      name: 'prices',
      hostnames: ['prices.example.com'],
      implementation: agc({ healthProbePath: '/readyz', albControllerVersion: '1.12.4' }),
      gateway: { albNamespace: 'alb', albName: 'streams', tlsSecret: 'prices-tls' },
      backend: { name: 'prices', port: 80 },
    }),
};
