import { listAt } from '../../../../kubernetes/ingress';
import { keyIn, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { FoundRoute, RouteRule } from '../../implementation';
import { isTree, merged } from '../../merged';
import { refsOf } from '../../target-refs';
import { GROUP, ROUTE_GROUP } from './about';
import type { Attachment } from './attachments';

interface Selector {
  readonly kind?: string;
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly unknown[];
}

/** Envoy Gateway's own objects of a kind. */
export const ofKind = (kind: string, objects: readonly KubeObject[]): KubeObject[] =>
  objects.filter((object) => object.kind === kind && object.apiVersion.startsWith(`${GROUP}/`));

export const selectorsOf = (policy: KubeObject): readonly Selector[] =>
  (listAt(policy, 'spec', 'targetSelectors') as readonly Selector[]).filter(isTree);

/** The policies of a kind for this object as a whole, or for this section of it. They count in its own namespace only. */
function policiesFor(kind: string, target: KubeObject, objects: readonly KubeObject[], section?: unknown): KubeObject[] {
  const here = ofKind(kind, objects).filter(({ metadata }) => metadata.namespace === target.metadata.namespace);
  return here.filter(
    (policy) =>
      refsOf(policy).some(
        (ref) =>
          ref.group === ROUTE_GROUP &&
          ref.kind === target.kind &&
          ref.name === target.metadata.name &&
          ref.sectionName === section,
      ) ||
      (section === undefined && selectorsOf(policy).some((selector) => selects(selector, target))),
  );
}

function selects({ kind, matchLabels = {}, matchExpressions = [] }: Selector, { metadata, ...target }: KubeObject): boolean {
  const labels = metadata.labels ?? {};
  return (
    kind === target.kind &&
    matchExpressions.length === 0 &&
    Object.entries(matchLabels).every(([name, value]) => labels[name] === value)
  );
}

/** The policy for a rule of a route: of the most specific, only that counts, unless it is to be merged. */
export interface Effective {
  readonly spec: unknown;
  /** What it is made of, the most specific first. */
  readonly policies: readonly KubeObject[];
  /** Several that are as specific: which of them counts is not said. */
  readonly rivals: readonly KubeObject[];
  /** Whether policies may be for the Gateway that are not in the input. */
  readonly mayInherit: boolean;
}

/** @param attachment Where the rule is served; undefined where no Gateway of the route is in the input. */
export function backendPolicyFor(rule: RouteRule, { route, objects }: FoundRoute, attachment: Attachment | undefined): Effective {
  const kind = 'BackendTrafficPolicy';
  const ofRule = rule['name'] === undefined ? [] : policiesFor(kind, route, objects, rule['name']);
  const own = ofRule.length > 0 ? ofRule : policiesFor(kind, route, objects);
  const above = attachment === undefined ? [] : policiesAt(kind, attachment, objects);
  const isOwn = own.length > 0;
  // A policy for a rule is not merged with that for its route, but with that above them.
  const merges = isOwn && valueAt(own[0], ['spec', 'mergeType']) !== undefined;
  const [first] = isOwn ? own : above;
  const spec = valueAt(first, ['spec']);
  return {
    policies: merges ? [...own, ...above] : isOwn ? own : above,
    spec: merges ? merged(valueAt(above[0], ['spec']), spec) : spec,
    rivals: [isOwn ? own : [], merges || !isOwn ? above : []].find((level) => level.length > 1) ?? [],
    mayInherit: attachment === undefined && (!isOwn || merges),
  };
}

/** Those that are for a listener alone, else those that are for its Gateway; of several the oldest counts. */
export function policiesAt(kind: string, { gateway, listener }: Attachment, objects: readonly KubeObject[]): KubeObject[] {
  const ofListener = listener === undefined ? [] : policiesFor(kind, gateway, objects, listener);
  return ofListener.length > 0 ? ofListener : policiesFor(kind, gateway, objects);
}

/** The key of a field, with the name of the policy that says it. */
export function keyOf(key: string, policies: readonly KubeObject[]): string {
  const [kind = '', path = ''] = key.split(' ');
  const holder = policies.find((policy) => policy.kind === kind && valueAt(policy, path.split('.')) !== undefined);
  return holder === undefined ? key : keyIn(holder, path);
}
