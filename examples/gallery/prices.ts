import type { Chart } from 'cdk8s';
import { StreamService, StreamWorkload } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';

/** What every path of the gallery ends in: the pods that hold the streams. */
function pods(chart: Chart, { preStop = '15s' }: { preStop?: string } = {}): StreamWorkload {
  return new StreamWorkload(chart, 'workload', {
    policy,
    name: 'prices',
    image: 'registry.example.com/prices:1.0.0',
    preStop,
    resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '256Mi' } },
  });
}

/** And the Service that proxies look the pods up by. */
export function prices(chart: Chart, options: { preStop?: string } = {}): StreamService {
  return new StreamService(chart, 'service', { policy, name: 'prices', pods: pods(chart, options) });
}
