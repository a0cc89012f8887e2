import { StreamWorkload } from '../../../src/cdk8s';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  kubernetes: (scope, policy) =>
    void new StreamWorkload(scope, 'workload', {
      policy,
      name: 'prices',
      image: 'registry.example.com/prices:1.0.0',
      replicas: 3,
      maxReplicas: 12,
      runtime: 'aspnetcore',
      resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '256Mi' } },
    }),
};
