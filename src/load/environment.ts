import { forOthers, targetRefs } from '../hops/http-route/route-keys';
import { namedAmong } from '../kubernetes/by-name';
import { describe, type KubeObject } from '../kubernetes/object';
import { allNearest, nearestOfEach } from './nearest';
import { sourceOf } from './positions';

/**
 * What of all that may stand beside a route is for the same environment: a repository may hold the same objects once for each.
 * Of what the route names, the nearest of each name is meant. What names the route, its Services or its Gateways counts only
 * where these are the nearest of their names for it. Of several that are as near, the first counts.
 */
export function inEnvironmentOf(route: KubeObject, all: readonly KubeObject[]): readonly KubeObject[] {
  const beside = all.filter((each) => !isElsewhere(each, route));
  const hasCopies = new Set(beside.map(describe)).size < beside.length;
  if (!hasCopies) return beside;
  const named = nearestOfEach(
    beside.filter((each) => !forOthers(each)),
    route,
  );
  const names = new Set(named.map(describe));
  const counting = beside.filter((each) => forOthers(each) && isForOneOf(each));
  const meant = new Set([...named, ...nearestOfEach(counting, route)]);
  return beside.filter((each) => meant.has(each));

  /** Of targets that the route has in this environment, at least one is the one that is meant. */
  function isForOneOf(policy: KubeObject): boolean {
    const copies = copiesOfTargets(policy, route, beside).filter(([first]) => first !== undefined && names.has(describe(first)));
    return copies.length === 0 || copies.some((same) => allNearest(same, policy).some((each) => named.includes(each)));
  }
}

/** Environments may differ by namespace: the same name there is another route only where both are written in one file. */
const isElsewhere = (other: KubeObject, route: KubeObject): boolean =>
  other.kind === route.kind &&
  other.metadata.name === route.metadata.name &&
  other.metadata.namespace !== route.metadata.namespace &&
  sourceOf(other)?.file !== sourceOf(route)?.file;

/** For each target that the input has, all of its name; the route, for a policy that tells no such target. */
function copiesOfTargets(policy: KubeObject, route: KubeObject, beside: readonly KubeObject[]): (readonly KubeObject[])[] {
  const of = (kind: string, namespace: string | undefined, name: string) => namedAmong(beside, kind, namespace, name);
  const targets = targetRefs(policy)
    .map(({ kind, name }) => of(kind, policy.metadata.namespace, name))
    .filter((same) => same.length > 0);
  return targets.length > 0 ? targets : [of(route.kind, route.metadata.namespace, route.metadata.name)];
}
