import { ignored, rejected } from '../../../../path/remark';
import { describe, keyIn, type KubeObject } from '../../../../kubernetes/object';
import type { Fact } from '../../../../path/fact';
import type { Remark } from '../../../../path/hop';
import type { FoundRoute } from '../../implementation';
import { refsOf, type TargetRef } from '../../target-refs';
import { ROUTE_GROUP } from './about';
import { ngfFacts as facts } from './facts';
import { fieldRemarks } from './fields';
import { isRouteRef, isServiceRef, ofKind } from './targets';

interface Target {
  readonly kind: string;
  /** What of the route's objects the policy is for. */
  readonly names: readonly string[];
  readonly fits: (ref: TargetRef) => boolean;
  readonly need: string;
  readonly fix: string;
  readonly fact: Fact;
}

/** Policies that look as if they were for this route, and are not, or not as they are written. */
export function policyRemarks(found: FoundRoute): Remark[] {
  const { route, services } = found;
  const { name } = route.metadata;
  const targets: Target[] = [
    {
      kind: 'ProxySettingsPolicy',
      names: [name],
      fits: (ref) => isRouteRef(ref) && ['HTTPRoute', 'GRPCRoute', 'Gateway'].includes(ref.kind ?? ''),
      need: `targets are HTTPRoutes, GRPCRoutes or Gateways, of group ${ROUTE_GROUP}`,
      fix: `target HTTPRoute ${name}, by group ${ROUTE_GROUP}`,
      fact: facts.target,
    },
    {
      kind: 'UpstreamSettingsPolicy',
      names: services,
      fits: isServiceRef,
      need: 'targets are Services, of group core',
      fix: `target Service ${services.join(', ')}, by group core`,
      fact: facts.serviceTarget,
    },
  ];
  return targets.flatMap((target) =>
    ofKind(target.kind, found.objects).flatMap((policy) => [
      ...targetRemarks(policy, target, found),
      ...(policy.metadata.namespace === route.metadata.namespace ? fieldRemarks(policy) : []),
    ]),
  );
}

function targetRemarks(policy: KubeObject, { kind, names, fits, need, fix, fact }: Target, found: FoundRoute): Remark[] {
  const refs = refsOf(policy);
  const { namespace } = found.route.metadata;
  const named = refs.filter(
    (ref) => ref.name !== undefined && [...names, found.route.metadata.name, ...found.services].includes(ref.name),
  );
  if (policy.metadata.namespace !== namespace) return elsewhere(policy, named.filter(fits), names, found, fact);
  if (refs.length === 0) return [rejected(`${describe(policy)} has no targetRefs`, need, fix, fact, keyIn(policy, 'spec'))];
  const mixes =
    kind === 'ProxySettingsPolicy' && refs.some((ref) => ref.kind === 'Gateway') && refs.some((ref) => ref.kind !== 'Gateway');
  return [
    ...named
      .filter((ref) => !fits(ref))
      .map(({ group, kind: of, name }) =>
        rejected(
          `${describe(policy)} targets ${of} ${name} of ${group === undefined ? 'no group' : `group ${JSON.stringify(group)}`}`,
          need,
          fix,
          fact,
          targets(policy),
        ),
      ),
    ...(mixes
      ? [
          rejected(
            `${describe(policy)} targets a Gateway and a route`,
            'the schema refuses both in one policy',
            fix,
            fact,
            targets(policy),
          ),
        ]
      : []),
    ...refs.filter((ref) => fits(ref) && !isThere(ref, policy, found)).map((ref) => missing(policy, ref, fact)),
  ];
}

const targets = (policy: KubeObject): string => keyIn(policy, 'spec.targetRefs');

/** A policy in another namespace, unless that has an object of the name too. */
function elsewhere(
  policy: KubeObject,
  refs: readonly TargetRef[],
  names: readonly string[],
  found: FoundRoute,
  fact: Fact,
): Remark[] {
  const { namespace } = found.route.metadata;
  return refs
    .filter((ref) => names.includes(ref.name ?? '') && !isThere(ref, policy, found))
    .map(({ kind, name }) =>
      ignored(
        `${describe(policy)} targets ${kind} ${name}`,
        `a policy counts in its own namespace only, and has no status where its target is not; the route is in ${namespace}`,
        `move the policy to namespace ${namespace}`,
        fact,
        keyIn(policy, 'metadata.namespace'),
      ),
    );
}

const isThere = (ref: TargetRef, policy: KubeObject, { route, services, objects }: FoundRoute): boolean =>
  (policy.metadata.namespace === route.metadata.namespace && services.includes(ref.name ?? '')) ||
  objects.some(
    ({ kind, metadata }) => kind === ref.kind && metadata.name === ref.name && metadata.namespace === policy.metadata.namespace,
  ) ||
  (ref.kind === route.kind && ref.name === route.metadata.name && policy.metadata.namespace === route.metadata.namespace);

/** It may be somewhere else than in the input. */
const missing = (policy: KubeObject, { kind, name }: TargetRef, fact: Fact): Remark => ({
  ...ignored(
    `${describe(policy)} targets ${kind} ${name}, which the input does not have`,
    'a policy for what is not there has no effect and no status',
    'correct the name, or add the object to the input',
    fact,
    targets(policy),
  ),
  level: 'unknown',
});
