import { StreamAgicIngress } from '../../../src/cdk8s';
import { StreamApplicationGateway } from '../../../src/cdktf';
import { gateway } from '../../support/samples/application-gateway';
import type { Topology } from '../../support/topology';

/** The Ingress, and the gateway that its controller configures. */
export const topology: Topology = {
  kubernetes: (scope, policy) =>
    void new StreamAgicIngress(scope, 'ingress', {
      policy,
      name: 'prices',
      host: gateway.hostName,
      tls: { gatewayCertificate: 'prices' },
      backend: { name: 'prices', port: 80 },
      healthProbePath: '/readyz',
    }),
  azure: (scope, policy) =>
    void new StreamApplicationGateway(scope, 'gateway', {
      ...gateway,
      policy,
      certificateName: 'prices',
      backends: 'ingress-controller',
    }),
};
