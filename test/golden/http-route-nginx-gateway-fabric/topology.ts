import { nginxGatewayFabric, StreamHttpRoute } from '../../../src/cdk8s';
import type { Topology } from '../../support/topology';

/** Open source and Plus, each with what the other lacks. */
export const topology: Topology = {
  kubernetes: (scope, policy) => {
    const route = { policy, backend: { name: 'prices', port: 80 } };
    new StreamHttpRoute(scope, 'open-source', {
      ...route,
      name: 'prices',
      hostnames: ['prices.example.com'],
      implementation: nginxGatewayFabric({ version: '2.6.7', cookie: { setBy: 'application', name: 'prices_route' } }),
      gateway: { tlsSecret: 'prices-tls' },
    });
    new StreamHttpRoute(scope, 'plus', {
      ...route,
      name: 'prices-plus',
      hostnames: ['plus.example.com'],
      implementation: nginxGatewayFabric({ cookie: { setBy: 'nginx-plus', experimentalCrds: '1.5.1' } }),
      gateway: { name: 'shared', namespace: 'gateways' },
    });
  },
};
