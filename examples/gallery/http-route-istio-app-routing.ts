import type { Chart } from 'cdk8s';
import { istio, StreamHttpRoute } from 'sse-ready/cdk8s';
import { policy as byCookie } from '../quickstart/policy';
import { prices } from './prices';

/** No affinity there: any pod must be able to go on with any stream. */
export const policy = byCookie.with({ affinity: { kind: 'none', reason: 'every pod reads one event log' } });

/** Gateway API on AKS application routing. */
export function kubernetes(chart: Chart): void {
  new StreamHttpRoute(chart, 'route', {
    policy,
    name: 'prices',
    hostnames: ['prices.example.com'],
    gateway: { tlsSecret: 'prices-tls' },
    backend: prices(chart, { policy }),
    implementation: istio({ installation: 'app-routing' }),
  });
}
