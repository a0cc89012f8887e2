import { StreamApplicationGateway } from '../../../src/cdktf';
import { gateway } from '../../support/samples/application-gateway';
import type { Topology } from '../../support/topology';

/** In front of servers, without an ingress controller. */
export const topology: Topology = {
  azure: (scope, policy) =>
    void new StreamApplicationGateway(scope, 'gateway', {
      ...gateway,
      policy,
      backends: { ipAddresses: ['10.0.0.4', '10.0.0.5'], port: 8080 },
    }),
};
