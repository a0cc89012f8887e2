import { StreamApisixRoute } from '../../../src/cdk8s';
import type { Topology } from '../../support/topology';

/** TLS at APISIX and in front of it, to two Services: each has an ApisixUpstream of its own. */
export const topology: Topology = {
  kubernetes: (scope, policy) => {
    const cookie = { setBy: 'application', name: 'prices_route' } as const;
    new StreamApisixRoute(scope, 'edge', {
      policy,
      name: 'prices',
      host: 'prices.example.com',
      tls: { secretName: 'prices-tls' },
      backend: { name: 'prices', port: 80 },
      cookie,
      version: '3.18.0',
    });
    new StreamApisixRoute(scope, 'inner', {
      policy,
      name: 'quotes',
      host: 'quotes.example.com',
      tls: 'terminated-in-front',
      backend: { name: 'quotes', port: 8080 },
      cookie,
    });
  },
};
