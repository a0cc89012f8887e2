import { hops } from '../hops/index';
import type { HopKind } from '../hops/hop-kind';
import type { Hop } from '../path/hop';
import type { Path } from '../path/path';
import type { StreamPolicy } from '../policy/stream-policy';

/** No hop of that name is known here. */
export class UnknownHopError extends Error {
  override readonly name = 'UnknownHopError';

  constructor(hop: string) {
    super(`there is no hop "${hop}"; there are ${hops.map(({ type }) => type).join(', ')}`);
  }
}

/** @throws UnknownHopError naming every hop there is. */
export function kindsOf(via: readonly string[]): HopKind[] {
  return via.map((type) => {
    const kind = hops.find((each) => each.type === type);
    if (kind === undefined) throw new UnknownHopError(type);
    return kind;
  });
}

/** Each hop planned for those in front of it: how long a pod waits, for one, depends on who sends to it. */
export function planPath(policy: StreamPolicy, kinds: readonly HopKind[]): Path {
  const planned = kinds.reduce<Hop[]>((inFront, kind) => [...inFront, kind.plan(policy, inFront)], []);
  return { name: kinds.map(({ type }) => type).join(','), hops: planned };
}
