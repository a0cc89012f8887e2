import { StreamApplicationGateway, StreamAroundFrontDoor } from '../../../src/cdktf';
import { gateway } from '../../support/samples/application-gateway';
import { frontDoor } from '../../support/samples/front-door';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  azure: (scope, policy) => {
    const backends = { ipAddresses: ['10.0.0.4', '10.0.0.5'], port: 8080 };
    const made = new StreamApplicationGateway(scope, 'gateway', { ...gateway, policy, hostName: frontDoor.streamHost, backends });
    void new StreamAroundFrontDoor(scope, 'front', { ...frontDoor, policy, gateway: made });
  },
};
