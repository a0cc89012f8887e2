import { StreamLoadBalancer, type StreamLoadBalancerProps } from '../../../src/hops/service/construct';
import type { StreamPolicy } from '../../../src/policy/stream-policy';
import { chart } from '../synth';
import { workload } from './pods';
import { noCookie, type Built, type Sample } from './sample';

const loadBalancer = (name: string, more: Partial<StreamLoadBalancerProps>): Sample => ({
  name,
  fits: noCookie,
  build: (policy) => build(policy, more),
});

function build(policy: StreamPolicy, more: Partial<StreamLoadBalancerProps>): Built {
  const scope = chart();
  const entry = new StreamLoadBalancer(scope, 'entry', { policy, name: 'prices', pods: workload(scope, policy), ...more });
  return { constructs: [entry], scopes: [scope] };
}

export const serviceSamples: readonly Sample[] = [
  loadBalancer('internal load balancer', {}),
  loadBalancer('public load balancer', { exposure: 'public', port: 8443 }),
  // Azure ignores the path where the client address is kept, and the construct says so.
  {
    ...loadBalancer('load balancer that probes by HTTP', { probePath: '/readyz' }),
    fits: ({ affinity }) => affinity.kind === 'none',
  },
];
