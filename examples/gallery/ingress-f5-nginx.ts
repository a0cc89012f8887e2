import type { Chart } from 'cdk8s';
import { StreamF5NginxIngress } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';
import { prices } from './prices';

/** The F5 NGINX Ingress Controller, with open source from 5.4.0 on or with NGINX Plus. */
export function kubernetes(chart: Chart): void {
  new StreamF5NginxIngress(chart, 'ingress', {
    policy,
    name: 'prices',
    host: 'prices.example.com',
    tls: { secretName: 'prices-tls' },
    backend: prices(chart),
  });
}
