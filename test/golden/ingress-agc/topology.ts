import { StreamAgcIngress } from '../../../src/cdk8s';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  kubernetes: (scope, policy) =>
    void new StreamAgcIngress(scope, 'ingress', {
      policy,
      name: 'prices',
      host: 'prices.example.com',
      tls: { secretName: 'prices-tls' },
      gateway: { albNamespace: 'alb', albName: 'streams' },
      backend: { name: 'prices', port: 80 },
      healthProbePath: '/readyz',
      albControllerVersion: '1.12.4',
      acknowledgeUnsupported: 'the platform team takes Ingresses only until the second quarter',
    }),
};
