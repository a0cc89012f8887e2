import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { agc, StreamHttpRoute, type StreamService } from 'sse-ready/cdk8s';
import { policy } from './policy';

/** (a) Gateway API on Application Gateway for Containers; its Azure side is the stack `agc` in terraform.ts. */
export class PricesOnAgc extends Chart {
  constructor(scope: Construct, id: string, service: StreamService) {
    super(scope, id, { namespace: 'prices' });
    new StreamHttpRoute(this, 'route', {
      policy,
      name: 'prices',
      hostnames: ['prices.example.com'],
      gateway: {
        albId:
          '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/streams/providers/Microsoft.ServiceNetworking/trafficControllers/streams',
        frontend: 'prices',
        tlsSecret: 'prices-tls',
      },
      backend: service,
      implementation: agc({ albControllerVersion: '1.12.4', healthProbePath: '/readyz' }),
    });
  }
}
