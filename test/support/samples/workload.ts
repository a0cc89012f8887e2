import { StreamLoadBalancer } from '../../../src/hops/service/construct';
import type { StreamWorkloadProps } from '../../../src/hops/workload/construct';
import { chart } from '../synth';
import { resources, workload } from './pods';
import { noCookie, type Sample } from './sample';

const behindLoadBalancer = (name: string, more: Partial<StreamWorkloadProps>): Sample => ({
  name,
  fits: noCookie,
  build: (policy) => {
    const scope = chart();
    const pods = workload(scope, policy, more);
    const entry = new StreamLoadBalancer(scope, 'entry', { policy, name: 'prices', pods });
    return { constructs: [entry, pods], scopes: [scope] };
  },
});

export const workloadSamples: readonly Sample[] = [
  behindLoadBalancer('as it is by default', { replicas: 2 }),
  behindLoadBalancer('with an autoscaler and ASP.NET Core', { maxReplicas: 12, runtime: 'aspnetcore', port: 5000, resources }),
];
