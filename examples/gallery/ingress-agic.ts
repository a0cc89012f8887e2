import type { Chart } from 'cdk8s';
import type { TerraformStack } from 'cdktf';
import { StreamAgicIngress } from 'sse-ready/cdk8s';
import { StreamApplicationGateway } from 'sse-ready/cdktf';
import { policy } from '../quickstart/policy';
import { gateway } from './azure';
import { prices } from './prices';

/** The Ingress of Application Gateway; its controller needs 90 s to take a pod out of the gateway. */
export function kubernetes(chart: Chart): void {
  new StreamAgicIngress(chart, 'ingress', {
    policy,
    name: 'prices',
    host: 'prices.example.com',
    tls: { gatewayCertificate: 'prices' },
    backend: prices(chart, { preStop: '90s' }),
  });
}

/** The gateway whose routes that controller writes. */
export function azure(stack: TerraformStack): void {
  new StreamApplicationGateway(stack, 'gateway', {
    ...gateway,
    certificateName: 'prices',
    backends: 'ingress-controller',
  });
}
