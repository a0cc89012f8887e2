import { FAULTS } from '../../examples/server/src/testing/faults';
import type { ProbeCase } from '../probe-case';
import { rendered } from '../proxies/nginx';

/** Every fault that the server has on request is seen through a proxy that has none. */
export const faultCases: readonly ProbeCase[] = Object.entries(FAULTS).map(([fault, does]) => ({
  name: `a server that ${does}`,
  configuration: rendered,
  query: { fault },
  fails: { [fault]: '' },
}));
