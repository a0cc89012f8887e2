import type { Chart } from 'cdk8s';
import { StreamTraefikIngress } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';
import { prices } from './prices';

/** Traefik, whose affinity is by annotations of the Service. */
export function kubernetes(chart: Chart): void {
  new StreamTraefikIngress(chart, 'ingress', {
    policy,
    name: 'prices',
    host: 'prices.example.com',
    tls: { secretName: 'prices-tls' },
    backend: prices(chart),
  });
}
