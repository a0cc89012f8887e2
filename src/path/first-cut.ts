import type { Duration } from '../policy/duration';
import type { StreamPolicy } from '../policy/stream-policy';
import { known, settingsOf } from './hop';
import type { Path } from './path';

interface Cut {
  /** Since the stream began, or since its last byte. */
  readonly after: Duration;
  readonly name: string;
  readonly object: string;
  readonly aspect: 'idle-limit' | 'total-limit';
}

/** One sentence: what ends a stream first on this path, and when; with what is not known of the path. */
export function firstCut(policy: StreamPolicy, path: Path): string {
  const gaps = unknowns(path);
  const honest = gaps.length === 0 ? '' : `, as far as is known: ${gaps.join('; ')}`;
  return `${whatCuts(policy, path)}${honest}.`;
}

function whatCuts(policy: StreamPolicy, path: Path): string {
  const { heartbeat, maxAge } = policy;
  const limits = cuts(path);
  const harmful = limits.filter(({ aspect, after }) =>
    aspect === 'idle-limit' ? !after.isLongerThan(heartbeat) : maxAge.limit === 'disabled' || after.isShorterThan(maxAge.limit),
  );
  const first = soonest(harmful);
  if (first === undefined) return `Nothing ends a stream ${ownEnd(policy)}; ${withoutHeartbeat(limits)}`;
  const { after, name, object } = first;
  if (first.aspect === 'idle-limit') {
    return `${name} (idle) of ${object} ends a quiet stream after ${after}; heartbeats come every ${heartbeat}`;
  }
  const sparesSome = maxAge.limit !== 'disabled' && after.isLongerThan(maxAge.limit.minus(maxAge.jitter));
  const which = sparesSome ? `every stream that its max age (${ages(policy)}) would let live longer` : 'every stream';
  return `${name} (total) of ${object} ends ${which} after ${after} although bytes flow`;
}

function withoutHeartbeat(limits: readonly Cut[]): string {
  const idle = soonest(limits.filter(({ aspect }) => aspect === 'idle-limit'));
  if (idle === undefined) return 'if the heartbeats stopped, no idle limit would end it';
  return `if the heartbeats stopped, ${idle.name} of ${idle.object} would end it first, after ${idle.after}`;
}

function ownEnd(policy: StreamPolicy): string {
  return policy.maxAge.limit === 'disabled' ? 'by its age, not even the server' : `before its own max age (${ages(policy)})`;
}

function ages({ maxAge: { limit, jitter } }: StreamPolicy): string {
  if (limit === 'disabled') return limit;
  return jitter.milliseconds === 0 ? limit.toString() : `${limit.minus(jitter)} to ${limit}`;
}

function cuts(path: Path): Cut[] {
  return path.hops.flatMap((hop) =>
    (['idle-limit', 'total-limit'] as const).flatMap((aspect) =>
      known(hop, aspect).flatMap(({ value, name }) =>
        value === 'disabled' ? [] : [{ after: value, name, object: hop.object, aspect }],
      ),
    ),
  );
}

function soonest(cuts: readonly Cut[]): Cut | undefined {
  return cuts.toSorted((a, b) => a.after.milliseconds - b.after.milliseconds)[0];
}

function unknowns(path: Path): string[] {
  return path.hops.flatMap((hop) => {
    if (hop.type === 'unknown') return [`${hop.object} is not in the input`];
    const names = [...settingsOf(hop, 'idle-limit'), ...settingsOf(hop, 'total-limit')].flatMap(({ origin, name }) =>
      origin === 'unknown' ? [name] : [],
    );
    return names.length === 0 ? [] : [`${names.join(' and ')} of ${hop.object} cannot be known`];
  });
}
