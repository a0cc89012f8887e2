import type { Chart } from 'cdk8s';
import { nginxGatewayFabric, StreamHttpRoute } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';
import { prices } from './prices';

/** Gateway API on NGINX Gateway Fabric with NGINX open source, for an application that sets the cookie by itself. */
export function kubernetes(chart: Chart): void {
  new StreamHttpRoute(chart, 'route', {
    policy,
    name: 'prices',
    hostnames: ['prices.example.com'],
    gateway: { tlsSecret: 'prices-tls' },
    backend: prices(chart),
    implementation: nginxGatewayFabric({ version: '2.6.7', cookie: { setBy: 'application', name: 'prices_route' } }),
  });
}
