import type { Chart } from 'cdk8s';
import { StreamLoadBalancer, StreamWorkload } from 'sse-ready/cdk8s';
import { policyByAddress as policy } from '../quickstart/policy';

/** An internal Azure Load Balancer straight to the pods; the client address chooses the pod. */
export function kubernetes(chart: Chart): void {
  const pods = new StreamWorkload(chart, 'workload', { policy, name: 'prices', image: 'registry.example.com/prices:1.0.0' });
  new StreamLoadBalancer(chart, 'internal', { policy, name: 'prices', pods, exposure: 'internal' });
}
