import { settingsOf, type Hop } from '../../path/hop';
import type { Path } from '../../path/path';
import type { Aspect } from '../../path/setting';

/** The first proxy from the client that has the aspect, and a hop in front of it that was not read. */
export function edgeOf(path: Path, aspect: Aspect): { hop: Hop; inFront: Hop | undefined } | undefined {
  const at = path.hops.findIndex((hop) => hop.layer === 'http' && settingsOf(hop, aspect).length > 0);
  const hop = path.hops[at];
  return hop === undefined ? undefined : { hop, inFront: path.hops.slice(0, at).find(({ type }) => type === 'unknown') };
}
