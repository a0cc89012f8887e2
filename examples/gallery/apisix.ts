import type { Chart } from 'cdk8s';
import { StreamApisixRoute } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';
import { prices } from './prices';

/** APISIX or API7 Enterprise by their Ingress controller, for an application that sets the cookie by itself. */
export function kubernetes(chart: Chart): void {
  new StreamApisixRoute(chart, 'route', {
    policy,
    name: 'prices',
    host: 'prices.example.com',
    tls: { secretName: 'prices-tls' },
    backend: prices(chart),
    cookie: { setBy: 'application', name: 'prices_route' },
  });
}
