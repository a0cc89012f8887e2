import type { Chart } from 'cdk8s';
import { StreamNginxIngress } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';
import { prices } from './prices';

/** The Ingress of AKS application routing, while it lasts: the controller is retired. */
export function kubernetes(chart: Chart): void {
  new StreamNginxIngress(chart, 'ingress', {
    policy,
    name: 'prices',
    className: 'webapprouting.kubernetes.azure.com',
    host: 'prices.example.com',
    tls: { secretName: 'prices-tls' },
    backend: prices(chart),
    acknowledgeRetired: 'moves to Application Gateway for Containers in the first quarter of 2027',
  });
}
