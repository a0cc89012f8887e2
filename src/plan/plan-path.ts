import { hops } from '../hops/index';
import type { HopKind } from '../hops/hop-kind';
import type { WrittenKey } from '../hops/written-key';
import type { Hop } from '../path/hop';
import type { Path } from '../path/path';
import { DurationError } from '../policy/duration';
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

/** What to write at each hop of a planned path; nothing at one that cannot hold the policy, which its remarks tell. */
export function planKeys(policy: StreamPolicy, kinds: readonly HopKind[], { hops: planned }: Path): (readonly WrittenKey[])[] {
  return kinds.map((kind, index) => {
    try {
      return kind.write?.(policy, planned.slice(0, index)) ?? [];
    } catch (error) {
      if (error instanceof DurationError) return [];
      throw error;
    }
  });
}
