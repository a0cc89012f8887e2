import type { KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { FoundRoute } from '../../implementation';
import { ROUTE_GROUP } from './about';

export interface TargetRef {
  readonly group?: unknown;
  readonly kind?: unknown;
  readonly name?: unknown;
  readonly namespace?: unknown;
}

/** The RoutePolicies for this route. An empty group is counted too: Microsoft's own affinity sample has it. */
export function routePoliciesOf({ policies, route }: FoundRoute): KubeObject[] {
  return policies.filter(
    (policy) =>
      policy.kind === 'RoutePolicy' &&
      targetsOf(policy).some((ref) => refersTo(ref, policy, 'HTTPRoute', route.metadata.name, ['', ROUTE_GROUP])),
  );
}

/** The policies of a kind for one of these Services. */
export function servicePoliciesOf(
  kind: string,
  { policies }: Pick<FoundRoute, 'policies'>,
  services: readonly string[],
): KubeObject[] {
  return policies.filter(
    (policy) =>
      policy.kind === kind &&
      targetsOf(policy).some((ref) => services.some((service) => refersTo(ref, policy, 'Service', service, ['']))),
  );
}

function refersTo(ref: TargetRef, policy: KubeObject, kind: string, name: string, groups: readonly unknown[]): boolean {
  const isHere = ref.namespace === undefined || ref.namespace === policy.metadata.namespace;
  return isHere && ref.kind === kind && ref.name === name && groups.includes(ref.group ?? '');
}

/** BackendLoadBalancingPolicy has a list, nested in its schema and flat in its documentation. */
export function targetsOf(policy: KubeObject): TargetRef[] {
  const one = valueAt(policy, ['spec', 'targetRef']) as TargetRef | undefined;
  const many = (valueAt(policy, ['spec', 'targetRefs']) ?? []) as (TargetRef & { targetRef?: TargetRef })[];
  return [...(one === undefined ? [] : [one]), ...many.map((ref) => ref.targetRef ?? ref)];
}
