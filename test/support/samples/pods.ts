import type { Construct } from 'constructs';
import { StreamService } from '../../../src/hops/service/construct';
import { StreamWorkload, type StreamWorkloadProps } from '../../../src/hops/workload/construct';
import type { StreamPolicy } from '../../../src/policy/stream-policy';

export const image = 'registry.example.com/prices:1.0.0';

/** An autoscaler measures by what is requested. */
export const resources = { requests: { cpu: '250m', memory: '256Mi' } };

export const workload = (scope: Construct, policy: StreamPolicy, more: Partial<StreamWorkloadProps> = {}): StreamWorkload =>
  new StreamWorkload(scope, 'workload', { policy, name: 'prices', image, replicas: 3, ...more });

/** Pods with a Service inside the cluster: what stands behind every proxy. */
export function service(scope: Construct, policy: StreamPolicy, more: Partial<StreamWorkloadProps> = {}): StreamService {
  return new StreamService(scope, 'service', { policy, name: 'prices', pods: workload(scope, policy, more) });
}
