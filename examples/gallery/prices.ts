import type { Chart } from 'cdk8s';
import type { StreamPolicy } from 'sse-ready';
import { StreamService, StreamWorkload } from 'sse-ready/cdk8s';
import { policy as byCookie } from '../quickstart/policy';

interface Options {
  readonly policy?: StreamPolicy;
  readonly preStop?: string;
  readonly env?: readonly unknown[];
}

/** What every path of the gallery ends in: the pods that hold the streams. */
function pods(chart: Chart, { policy = byCookie, preStop = '15s', env }: Options): StreamWorkload {
  return new StreamWorkload(chart, 'workload', {
    policy,
    name: 'prices',
    image: 'registry.example.com/prices:1.0.0',
    preStop,
    ...(env === undefined ? {} : { container: { env } }),
    resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '256Mi' } },
  });
}

/** And the Service that proxies look the pods up by. */
export function prices(chart: Chart, options: Options = {}): StreamService {
  const { policy = byCookie } = options;
  return new StreamService(chart, 'service', { policy, name: 'prices', pods: pods(chart, options) });
}
