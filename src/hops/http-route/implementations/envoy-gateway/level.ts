import { describe, keyIn, type KubeObject } from '../../../../kubernetes/object';
import type { Remark } from '../../../../path/hop';
import { ignored } from '../../../../path/remark';
import type { FoundRoute } from '../../implementation';
import { namesOf } from '../../names-of';
import { refsOf } from '../../target-refs';
import { GROUP, ROUTE_GROUP } from './about';
import { envoyGatewayFacts as facts } from './facts';
import { selectedBy } from './selectors';

/** Envoy Gateway's own objects of a kind. */
export const ofKind = (kind: string, objects: readonly KubeObject[]): KubeObject[] =>
  objects.filter((object) => object.kind === kind && object.apiVersion.startsWith(`${GROUP}/`));

/** The policies of a kind for one target as a whole, or for one section of it. */
export interface Level {
  /** The most specific first, where they are for several targets. */
  readonly policies: readonly KubeObject[];
  /** Why it cannot be told which of them counts, or whether any does. */
  readonly why: string | undefined;
  readonly remarks: readonly Remark[];
}

/** By name they count in their own namespace only. */
export function policiesFor(kind: string, target: KubeObject, objects: FoundRoute['objects'], section?: unknown): Level {
  const { name, namespace } = target.metadata;
  const names = (policy: KubeObject): boolean =>
    policy.metadata.namespace === namespace &&
    refsOf(policy).some(
      (ref) => ref.group === ROUTE_GROUP && ref.kind === target.kind && ref.name === name && ref.sectionName === section,
    );
  const all = ofKind(kind, objects).map((policy) => ({
    policy,
    isFor: names(policy) ? 'yes' : section === undefined ? selectedBy(policy, target, objects) : 'no',
  }));
  const of = (wanted: string) => all.filter(({ isFor }) => isFor === wanted).map(({ policy }) => policy);
  const [sure, unclear] = [of('yes'), of('unclear')];
  const remarks = unclear.map((policy) => unclearRemark(policy, target));
  if (sure.length === 1) return { policies: sure, why: undefined, remarks };
  if (sure.length > 1) return { policies: sure, why: RIVALS, remarks: [rivalRemark(sure), ...remarks] };
  return { policies: unclear, why: unclear.length === 0 ? undefined : UNCLEAR, remarks };
}

const RIVALS = 'several policies are for the same target, and which of them is the oldest is not in the input';
export const UNCLEAR = 'whether a policy selects the target is not read from the input';

function rivalRemark(rivals: readonly KubeObject[]): Remark {
  const [kind = ''] = rivals.map((rival) => rival.kind);
  return ignored(
    `${namesOf(rivals)} are for the same target`,
    'only the oldest of them counts',
    'merge them into one',
    facts.precedence,
    `${kind} spec.targetRefs`,
  );
}

const unclearRemark = (policy: KubeObject, target: KubeObject): Remark => ({
  ...ignored(
    `${describe(policy)} may select ${describe(target)}, by expressions, by labels of namespaces or across namespaces without a ReferenceGrant of the input`,
    'whether it does is not read; a policy that selects across namespaces needs a grant in that of the target',
    `target it by name in targetRefs, in namespace ${target.metadata.namespace}, or add the ReferenceGrant to the input`,
    facts.selectors,
    keyIn(policy, 'spec.targetSelectors'),
  ),
  level: 'unknown',
});
