import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { StreamLoadBalancer, type StreamWorkload } from 'sse-ready/cdk8s';
import { policyByAddress } from './policy';

/** (c) An internal Azure Load Balancer straight to the pods; the client address chooses the pod. */
export class PricesOnLoadBalancer extends Chart {
  constructor(scope: Construct, id: string, workload: StreamWorkload) {
    super(scope, id, { namespace: 'prices' });
    new StreamLoadBalancer(this, 'internal', {
      policy: policyByAddress,
      name: 'prices-internal',
      pods: workload,
      exposure: 'internal',
    });
  }
}
