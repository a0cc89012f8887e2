import { check, fails } from '../check';
import type { HopKind } from '../hops/hop-kind';
import type { WrittenKey } from '../hops/written-key';
import type { Path } from '../path/path';
import type { StreamPolicy } from '../policy/stream-policy';
import type { Finding } from '../rules/rule';
import { nearestTo, type Nearest } from './nearest';
import { orderProblems, whatIsMissing } from './order';
import { kindsOf, planKeys, planPath } from './plan-path';

export type { Nearest } from './nearest';

/** A list of hops, planned for a policy, and whether a stream can hold on it. */
export interface Plan {
  /** The hops by type, from client to process. */
  readonly via: readonly string[];
  readonly path: Path;
  /** What to write at each hop of the path, in its order. */
  readonly write: readonly (readonly WrittenKey[])[];
  /** Nothing is wrong with the list, and no finding is an error. */
  readonly works: boolean;
  /** What is wrong with the list of the hops, whatever the policy. */
  readonly problems: readonly string[];
  /** What `works` does not speak of, such as the end of a path that is not in the list. */
  readonly notes: readonly string[];
  readonly findings: readonly Finding[];
}

export interface Choice extends Plan {
  /** Where it does not work: the combination with the fewest changes that does; absent where there is none within two. */
  readonly nearest?: Nearest;
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
  const missing = whatIsMissing(kinds, path);
  const problems = [...orderProblems(kinds), ...missing.problems];
  const findings = check(policy, path);
  return {
    via: kinds.map(({ type }) => type),
    path,
    write: planKeys(policy, kinds, path),
    problems,
    notes: missing.notes,
    findings,
    works: problems.length === 0 && !findings.some(fails),
  };
}
