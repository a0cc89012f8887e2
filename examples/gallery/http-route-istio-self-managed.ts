import type { Chart } from 'cdk8s';
import { istio, StreamHttpRoute } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';
import { prices } from './prices';

/** Gateway API on an Istio of one’s own. */
export function kubernetes(chart: Chart): void {
  new StreamHttpRoute(chart, 'route', {
    policy,
    name: 'prices',
    hostnames: ['prices.example.com'],
    gateway: { tlsSecret: 'prices-tls' },
    backend: prices(chart),
    implementation: istio({ installation: 'self-managed', version: '1.30.3' }),
  });
}
