import { StreamAgc } from '../../../src/cdktf';
import { containers } from '../../support/samples/agc';
import type { Topology } from '../../support/topology';

export const topology: Topology = {
  azure: (scope, policy) => void new StreamAgc(scope, 'agc', { ...containers, policy }),
};
