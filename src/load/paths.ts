import type { Path } from '../path/path';
import type { StreamPath } from '../policy/stream-policy';
import { Cluster } from './cluster';
import { entriesOf } from './entries/index';
import type { Input } from './input';

/**
 * The paths that streams can take through an input, one for each way to a workload: HTTPRoutes, Ingresses, Services with a load
 * balancer, and Application Gateways in front of servers. A hop that a path must have and the input lacks stays unknown.
 *
 * @param streams The URL paths that stream: routes and Ingresses that serve none of them are left out. Default: all paths.
 * @throws LoadError naming an object that has not the form of its kind.
 */
export function findPaths(input: Input, streams?: readonly StreamPath[]): Path[] {
  return entriesOf(input, new Cluster(input.objects)).flatMap((entry) => entry.paths(streams));
}
