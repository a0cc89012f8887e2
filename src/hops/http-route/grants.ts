import { listAt } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { httpRouteFacts as facts } from './facts';

const GROUP = 'gateway.networking.k8s.io';

export interface Backend {
  readonly name: string;
  readonly namespace?: string | undefined;
}

/**
 * A backend of another namespace that no ReferenceGrant there lets the route send to.
 * @param isRead Whether objects of that namespace are in the input, so that a grant would be too.
 */
export function grantRemarks(route: KubeObject, { name, namespace }: Backend, grants: readonly KubeObject[], isRead: boolean) {
  const from = route.metadata.namespace;
  if (namespace === undefined || from === undefined || namespace === from) return [];
  if (grants.some((grant) => grant.metadata.namespace === namespace && allows(grant, from, name))) return [];
  const remark: Remark = rejected(
    `spec.rules[].backendRefs[${name}] is Service ${name} of namespace ${namespace}, and no ReferenceGrant of the input lets HTTPRoutes of ${from} send to it`,
    'without a grant in the namespace of the Service the Gateway answers 500',
    `add a ReferenceGrant to namespace ${namespace}: from kind HTTPRoute of namespace ${from}, to kind Service, name ${name}`,
    facts.referenceGrant,
    `spec.rules[].backendRefs[${name}].namespace`,
  );
  return [isRead ? remark : ({ ...remark, level: 'unknown' } as const)];
}

function allows(grant: KubeObject, namespace: string, service: string): boolean {
  const takes = listAt(grant, 'spec', 'from').some(
    (from) =>
      valueAt(from, ['group']) === GROUP && valueAt(from, ['kind']) === 'HTTPRoute' && valueAt(from, ['namespace']) === namespace,
  );
  const gives = listAt(grant, 'spec', 'to').some(
    (to) => valueAt(to, ['kind']) === 'Service' && [undefined, service].includes(valueAt(to, ['name']) as string | undefined),
  );
  return takes && gives;
}
