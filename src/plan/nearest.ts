import { check, fails } from '../check';
import { hops } from '../hops/index';
import { PLACES, type HopKind } from '../hops/hop-kind';
import type { StreamPolicy } from '../policy/stream-policy';
import { orderProblems, placeProblems, whatIsMissing } from './order';
import { planPath } from './plan-path';

export interface Nearest {
  readonly via: readonly string[];
  readonly changes: readonly string[];
  /** Present where the policy is one of the changes. */
  readonly affinity?: 'client-ip';
}

/** A list of hops and a policy after some changes. */
interface Change {
  readonly kinds: readonly HopKind[];
  readonly policy: StreamPolicy;
  readonly changes: readonly string[];
  /** What it takes from the list that was asked for: 0 for another order or one more hop, 1 for another hop, 2 for another affinity, 3 for one hop less. */
  readonly loss: number;
}

type Found = Change & { readonly open: number };

/** Tries all single changes, then all pairs; of those with as few, the gentlest, and of those the one that leaves least to read. */
export function nearestTo(policy: StreamPolicy, kinds: readonly HopKind[]): Nearest | undefined {
  const tried = new Set<string>();
  let candidates: Change[] = [{ kinds, policy, changes: [], loss: 0 }];
  for (let count = 1; count <= 2; count++) {
    candidates = candidates.flatMap(changed).filter(isNew(tried));
    const [best] = candidates
      .filter(({ kinds: each }) => orderProblems(each).length === 0)
      .flatMap(working)
      .sort(byLoss);
    if (best !== undefined) {
      const via = best.kinds.map(({ type }) => type);
      return { via, changes: best.changes, ...(best.policy === policy ? {} : { affinity: 'client-ip' }) };
    }
  }
  return undefined;
}

function working(candidate: Change): Found[] {
  const path = planPath(candidate.policy, candidate.kinds);
  const findings = check(candidate.policy, path);
  const isWhole = whatIsMissing(candidate.kinds, path).problems.length === 0;
  return isWhole && !findings.some(fails) ? [{ ...candidate, open: findings.length }] : [];
}

const byLoss = (a: Found, b: Found): number => a.loss - b.loss || a.open - b.open;

/** The same list reached in another order of changes is the same list. */
const isNew =
  (tried: Set<string>) =>
  (candidate: Change): boolean => {
    const name = [candidate.policy.affinity.kind, ...candidate.kinds.map(({ type }) => type)].join();
    if (tried.has(name)) return false;
    tried.add(name);
    return true;
  };

/**
 * All that is one change away: the order from client to process, a hop given its partner, replaced by another of its sort, or
 * left out; and the affinity that hops below HTTP can have too. What clients reach stays reached, and no two controllers' routes
 * come to stand in a row.
 */
function changed({ kinds, policy, changes, loss }: Change): Change[] {
  const to = (cost: number, change: string, next: readonly HopKind[], under = policy): Change => ({
    kinds: next,
    policy: under,
    changes: [...changes, change],
    loss: loss + cost,
  });
  const others = kinds.flatMap((kind, index) => [
    ...swapped(kinds, index).map(({ next, change }) => to(0, change, next)),
    ...partnersOf(kind).map(({ partner, offset }) =>
      to(
        0,
        `add ${partner.type} ${offset === 0 ? 'in front of' : 'behind'} ${kind.type}`,
        kinds.toSpliced(index + offset, 0, partner),
      ),
    ),
    ...hops
      .filter((other) => other !== kind && sortOf(other) === sortOf(kind))
      .map((other) => to(1, `replace ${kind.type} by ${other.type}`, kinds.with(index, other))),
    // Without its Service or its workload a path would work only because nothing is there to fail.
    ...(['edge', 'proxy'].includes(kind.place) ? [to(3, `leave out ${kind.type}`, kinds.toSpliced(index, 1))] : []),
  ]);
  const byAddress = () => to(2, BY_ADDRESS, kinds, policy.with({ affinity: { kind: 'client-ip' } }));
  return [
    ...inOrder(kinds).map((next) => to(0, 'put them in order from client to process', next)),
    ...others.filter(({ kinds: next }) => staysReached(kinds, next) && hasOneRoute(kinds, next)),
    ...(policy.affinity.kind === 'cookie' ? [byAddress()] : []),
  ];
}

const BY_ADDRESS = "set the policy's affinity to { kind: client-ip }";

/** What can stand in one place and do the same: one route for another, and the variants of one product. */
const sortOf = ({ type, isRoute }: HopKind): string => (isRoute === true ? 'route' : type.replace(/\/.*/, ''));

const isReached = (kinds: readonly HopKind[]): boolean =>
  kinds.some(({ place, takesClients }) => place === 'proxy' || takesClients === true);
const staysReached = (before: readonly HopKind[], after: readonly HopKind[]): boolean => !isReached(before) || isReached(after);

const routesIn = (kinds: readonly HopKind[]): number => kinds.filter(({ isRoute }) => isRoute).length;
/** Or fewer than there were. */
const hasOneRoute = (before: readonly HopKind[], after: readonly HopKind[]): boolean =>
  routesIn(after) <= 1 || routesIn(after) < routesIn(before);

/** A list in disorder from client to process: turned round where that does it, so that hops of one place are too. */
function inOrder(kinds: readonly HopKind[]): (readonly HopKind[])[] {
  if (placeProblems(kinds).length === 0) return [];
  const turned = kinds.toReversed();
  const sorted = kinds.toSorted((a, b) => PLACES.indexOf(a.place) - PLACES.indexOf(b.place));
  return placeProblems(turned).length === 0 ? [turned] : [sorted];
}

/** With the next hop of the same place in front of one. */
function swapped(kinds: readonly HopKind[], index: number): { next: readonly HopKind[]; change: string }[] {
  const [kind, next] = kinds.slice(index, index + 2);
  if (kind === undefined || next === undefined || next === kind || next.place !== kind.place) return [];
  return [{ next: kinds.toSpliced(index, 2, next, kind), change: `put ${next.type} in front of ${kind.type}` }];
}

function partnersOf({ needs }: HopKind): { partner: HopKind; offset: number }[] {
  const named = (type: string | undefined, offset: number) =>
    hops.filter((kind) => kind.type === type).map((partner) => ({ partner, offset }));
  return [...named(needs?.inFront, 0), ...named(needs?.behind?.[0], 1)];
}
