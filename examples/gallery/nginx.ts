import type { Chart } from 'cdk8s';
import { StreamNginxConfig } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';

/** A file for /etc/nginx/conf.d of an nginx without a controller. Affinity is among these servers, so each is named. */
export function kubernetes(chart: Chart): void {
  new StreamNginxConfig(chart, 'nginx', {
    policy,
    name: 'prices',
    host: 'prices.example.com',
    servers: ['10.0.0.4:8080', '10.0.0.5:8080'],
    tls: { certificate: '/etc/nginx/tls/tls.crt', certificateKey: '/etc/nginx/tls/tls.key' },
  });
}
