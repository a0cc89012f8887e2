import { StreamService } from '../../../src/cdk8s';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  kubernetes: (scope, policy) =>
    void new StreamService(scope, 'service', { policy, name: 'prices', pods: { selector: { app: 'prices' } }, port: 8080 }),
};
