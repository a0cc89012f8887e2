import type { Chart } from 'cdk8s';
import { StreamAgcIngress } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';
import { prices } from './prices';

/** An Ingress on Application Gateway for Containers, where an HTTPRoute is no choice yet: Microsoft documents streams for that alone. */
export function kubernetes(chart: Chart): void {
  new StreamAgcIngress(chart, 'ingress', {
    policy,
    name: 'prices',
    host: 'prices.example.com',
    tls: { secretName: 'prices-tls' },
    gateway: { albNamespace: 'alb', albName: 'streams' },
    backend: prices(chart),
    healthProbePath: '/readyz',
    albControllerVersion: '1.12.4',
    acknowledgeUnsupported:
      'the cluster has Ingresses only until its routes move to the Gateway API in the second quarter of 2027',
  });
}
