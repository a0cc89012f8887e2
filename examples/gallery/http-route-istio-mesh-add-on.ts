import type { Chart } from 'cdk8s';
import { istio, StreamHttpRoute } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';
import { prices } from './prices';

/** Gateway API on the Istio-based service mesh add-on of AKS. */
export function kubernetes(chart: Chart): void {
  new StreamHttpRoute(chart, 'route', {
    policy,
    name: 'prices',
    hostnames: ['prices.example.com'],
    gateway: { tlsSecret: 'prices-tls' },
    backend: prices(chart),
    implementation: istio({ installation: 'mesh-add-on', version: '1.30.3' }),
  });
}
