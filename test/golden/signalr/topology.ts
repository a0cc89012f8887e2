import { StreamSignalr } from '../../../src/cdktf';
import { signalr } from '../../support/samples/signalr';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  azure: (scope, policy) => void new StreamSignalr(scope, 'signalr', { ...signalr, policy }),
};
