import { listAt } from '../../../../kubernetes/ingress';
import type { KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import { isTree } from '../../merged';
import { GROUP, ROUTE_GROUP } from './about';

interface Selector {
  readonly kind?: string;
  readonly namespaces?: { readonly from?: string };
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly unknown[];
}

export const selectorsOf = (policy: KubeObject): readonly Selector[] =>
  (listAt(policy, 'spec', 'targetSelectors') as readonly Selector[]).filter(isTree);

/** `unclear`: by expressions or by labels of namespaces, which are not computed here, or by a grant that is not in the input. */
type Selected = 'yes' | 'no' | 'unclear';

/** Whether a policy selects an object. */
export function selectedBy(policy: KubeObject, target: KubeObject, objects: readonly KubeObject[]): Selected {
  const each = selectorsOf(policy).map((selector) => selects(selector, policy, target, objects));
  return each.find((one) => one === 'yes') ?? each.find((one) => one === 'unclear') ?? 'no';
}

function selects(selector: Selector, policy: KubeObject, target: KubeObject, objects: readonly KubeObject[]): Selected {
  const { kind, namespaces, matchLabels = {}, matchExpressions = [] } = selector;
  const labels = target.metadata.labels ?? {};
  const from = namespaces?.from ?? 'Same';
  const isNear = policy.metadata.namespace === target.metadata.namespace;
  if (kind !== target.kind || Object.entries(matchLabels).some(([name, value]) => labels[name] !== value)) return 'no';
  if (from === 'Same' && !isNear) return 'no';
  const isPlain = from !== 'Selector' && matchExpressions.length === 0;
  return isPlain && (isNear || isGranted(policy, target, objects)) ? 'yes' : 'unclear';
}

function isGranted(policy: KubeObject, target: KubeObject, objects: readonly KubeObject[]): boolean {
  const says = (entry: unknown, written: Readonly<Record<string, string | undefined>>) =>
    Object.entries(written).every(([key, value]) => valueAt(entry, [key]) === value);
  const from = { group: GROUP, kind: policy.kind, namespace: policy.metadata.namespace };
  return objects.some(
    (grant) =>
      grant.kind === 'ReferenceGrant' &&
      grant.metadata.namespace === target.metadata.namespace &&
      listAt(grant, 'spec', 'from').some((entry) => says(entry, from)) &&
      listAt(grant, 'spec', 'to').some(
        (entry) =>
          says(entry, { group: ROUTE_GROUP, kind: target.kind }) &&
          [undefined, '', target.metadata.name].includes(valueAt(entry, ['name']) as string | undefined),
      ),
  );
}
