import { StreamNginxConfig } from '../../../src/cdk8s';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  kubernetes: (scope, policy) =>
    void new StreamNginxConfig(scope, 'nginx', {
      policy,
      name: 'prices',
      host: 'prices.example.com',
      servers: ['prices-0.prices:8080', 'prices-1.prices:8080'],
      tls: { certificate: '/etc/nginx/tls/tls.crt', certificateKey: '/etc/nginx/tls/tls.key' },
    }),
};
