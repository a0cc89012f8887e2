import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { StreamService, StreamWorkload } from 'sse-ready/cdk8s';
import { policy } from './policy';

/** The pods that hold the streams, and the Service that the gateways look them up by. */
export class Prices extends Chart {
  readonly workload: StreamWorkload;
  readonly service: StreamService;

  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'prices' });
    this.workload = new StreamWorkload(this, 'workload', {
      policy,
      name: 'prices',
      // Built from examples/server.
      image: 'registry.example.com/sse-ready-reference-server:0.1.0',
      replicas: 3,
      // The Application Gateway Ingress Controller needs this long to take a pod out of the gateway.
      preStop: '90s',
      resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '256Mi' } },
      // The server keeps what the rest of the path was proven for.
      container: { env: [{ name: 'POLICY', value: JSON.stringify(policy) }] },
    });
    this.service = new StreamService(this, 'service', { policy, name: 'prices', pods: this.workload });
  }
}
