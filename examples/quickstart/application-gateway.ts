import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { StreamAgicIngress, type StreamService } from 'sse-ready/cdk8s';
import { policy } from './policy';

/** (b) The AKS Ingress of Application Gateway; the gateway itself is the stack `application-gateway` in terraform.ts. */
export class PricesOnApplicationGateway extends Chart {
  constructor(scope: Construct, id: string, service: StreamService) {
    super(scope, id, { namespace: 'prices' });
    new StreamAgicIngress(this, 'ingress', {
      policy,
      name: 'prices',
      host: 'prices.example.com',
      tls: { gatewayCertificate: 'prices' },
      backend: service,
    });
  }
}
