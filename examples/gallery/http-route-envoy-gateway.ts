import type { Chart } from 'cdk8s';
import { envoyGateway, StreamHttpRoute } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';
import { prices } from './prices';

/** Gateway API on Envoy Gateway. */
export function kubernetes(chart: Chart): void {
  new StreamHttpRoute(chart, 'route', {
    policy,
    name: 'prices',
    hostnames: ['prices.example.com'],
    gateway: { tlsSecret: 'prices-tls' },
    backend: prices(chart),
    implementation: envoyGateway({ version: '1.9.0', healthProbePath: '/readyz' }),
  });
}
