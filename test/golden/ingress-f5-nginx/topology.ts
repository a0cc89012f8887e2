import { StreamF5NginxIngress } from '../../../src/cdk8s';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  kubernetes: (scope, policy) =>
    void new StreamF5NginxIngress(scope, 'ingress', {
      policy,
      name: 'prices',
      host: 'prices.example.com',
      tls: { secretName: 'prices-tls' },
      backend: { name: 'prices', port: 80 },
    }),
};
