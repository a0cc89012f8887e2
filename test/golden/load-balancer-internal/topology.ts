import { StreamLoadBalancer } from '../../../src/cdk8s';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  kubernetes: (scope, policy) =>
    void new StreamLoadBalancer(scope, 'entry', { policy, name: 'prices', pods: { selector: { app: 'prices' } } }),
};
