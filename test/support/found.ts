import { findPaths } from '../../src/load/paths';
import type { Path } from '../../src/path/path';
import type { StreamPolicy } from '../../src/policy/stream-policy';
import type { Built } from './samples/sample';
import { written } from './synth';

/** The paths of a stream through what charts and stacks write. */
export const foundIn = ({ scopes }: Built, policy: StreamPolicy): Path[] => findPaths(written(...scopes), policy.paths);
