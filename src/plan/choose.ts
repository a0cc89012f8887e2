import { check, fails } from '../check';
import { hops } from '../hops/index';
import type { HopKind } from '../hops/hop-kind';
import type { Path } from '../path/path';
import type { StreamPolicy } from '../policy/stream-policy';
import type { Finding } from '../rules/rule';
import { orderProblems } from './order';
import { kindsOf, planPath } from './plan-path';

/** A list of hops, planned for a policy, and whether a stream can hold on it. */
export interface Plan {
  /** The hops by type, from client to process. */
  readonly via: readonly string[];
  readonly path: Path;
  /** Nothing is wrong with the order, and no finding is an error. */
  readonly works: boolean;
  /** What is wrong with the order of the hops, whatever the policy. */
  readonly problems: readonly string[];
  readonly findings: readonly Finding[];
}

export interface Choice extends Plan {
  /** Where it does not work: the combination with the fewest changes that does; absent where there is none within two. */
  readonly nearest?: Nearest;
}

export interface Nearest {
  readonly via: readonly string[];
  readonly changes: readonly string[];
  /** Present where the policy is one of the changes. */
  readonly affinity?: 'client-ip';
}

/**
 * Plans a list of hops for a policy and, where that cannot work, finds the nearest list that can.
 *
 * @param via Types of hops, from client to process, such as `['ingress-nginx', 'service', 'workload']`.
 * @throws UnknownHopError
 */
export function choose(policy: StreamPolicy, via: readonly string[]): Choice {
  const kinds = kindsOf(via);
  const plan = planOf(policy, kinds);
  if (plan.works) return plan;
  const nearest = nearestTo(policy, kinds);
  return nearest === undefined ? plan : { ...plan, nearest };
}

function planOf(policy: StreamPolicy, kinds: readonly HopKind[]): Plan {
  const path = planPath(policy, kinds);
  const problems = orderProblems(kinds);
  const findings = check(policy, path);
  return { via: kinds.map(({ type }) => type), path, problems, findings, works: problems.length === 0 && !findings.some(fails) };
}

/** A list of hops and a policy after some changes. */
interface Change {
  readonly kinds: readonly HopKind[];
  readonly policy: StreamPolicy;
  readonly changes: readonly string[];
  /** What it takes from the list that was asked for: 0 for another order or one more hop, 1 for another hop, 2 for another affinity, 3 for one hop less. */
  readonly loss: number;
}

/** Tries all single changes, then all pairs; of those with as few, the gentlest, and of those the one that leaves least to read. */
function nearestTo(policy: StreamPolicy, kinds: readonly HopKind[]): Nearest | undefined {
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

function working(candidate: Change): (Change & { open: number })[] {
  const { works, findings } = planOf(candidate.policy, candidate.kinds);
  return works ? [{ ...candidate, open: findings.length }] : [];
}

const byLoss = (a: Change & { open: number }, b: Change & { open: number }): number => a.loss - b.loss || a.open - b.open;

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
 * All that is one change away: two hops in the other order, a hop given its partner, replaced by another of its place, or left
 * out; and the affinity that hops below HTTP can have too.
 */
function changed({ kinds, policy, changes, loss }: Change): Change[] {
  const to = (cost: number, change: string, next: readonly HopKind[], under = policy): Change => ({
    kinds: next,
    policy: under,
    changes: [...changes, change],
    loss: loss + cost,
  });
  const byAddress = () => to(2, BY_ADDRESS, kinds, policy.with({ affinity: { kind: 'client-ip' } }));
  const others = kinds.flatMap((kind, index) => [
    ...kinds
      .slice(index + 1, index + 2)
      .map((next) => to(0, `put ${next.type} in front of ${kind.type}`, kinds.toSpliced(index, 2, next, kind))),
    ...partnersOf(kind).map(({ partner, offset }) =>
      to(
        0,
        `add ${partner.type} ${offset === 0 ? 'in front of' : 'behind'} ${kind.type}`,
        kinds.toSpliced(index + offset, 0, partner),
      ),
    ),
    ...hops
      .filter(({ place, type }) => place === kind.place && type !== kind.type)
      .map((other) => to(1, `replace ${kind.type} by ${other.type}`, kinds.with(index, other))),
    // A path without its workload would work only because nothing is there to fail.
    ...(kinds.length > 1 && kind.place !== 'workload' ? [to(3, `leave out ${kind.type}`, kinds.toSpliced(index, 1))] : []),
  ]);
  return policy.affinity.kind === 'cookie' ? [...others, byAddress()] : others;
}

const BY_ADDRESS = "set the policy's affinity to { kind: client-ip }";

function partnersOf({ needs }: HopKind): { partner: HopKind; offset: number }[] {
  const named = (type: string | undefined, offset: number) =>
    hops.filter((kind) => kind.type === type).map((partner) => ({ partner, offset }));
  return [...named(needs?.inFront, 0), ...named(needs?.behind?.[0], 1)];
}
