import { readAgc } from '../../src/hops/agc/read';
import type { Input } from '../../src/load/input';
import { findPaths } from '../../src/load/paths';
import { unknownHop } from '../../src/path/hop';
import type { Path } from '../../src/path/path';
import type { StreamPolicy } from '../../src/policy/stream-policy';
import type { Built } from './samples/sample';
import { written } from './synth';

/** The paths of a stream through an input, and the gateways whose routes are all elsewhere, which make no path on their own. */
export function pathsIn(input: Input, policy: StreamPolicy): Path[] {
  const paths = findPaths(input, policy.paths);
  if (paths.length > 0) return paths;
  return input.resources
    .filter(({ type }) => type === 'azurerm_application_load_balancer')
    .map((gateway) => readAgc(gateway, input.resources))
    .map((hop) => ({ name: hop.object, hops: [hop, unknownHop('what the gateway routes to')] }));
}

export const foundIn = ({ scopes }: Built, policy: StreamPolicy): Path[] => pathsIn(written(...scopes), policy);
