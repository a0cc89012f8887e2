import { listAt } from '../../kubernetes/ingress';
import { describe, keyIn, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Fact } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import type { FoundRoute } from './implementation';

export const IN_POLICY = 'spec.sessionPersistence';

/** The XBackendTrafficPolicies of the Gateway API that ask for sessionPersistence of a Service behind the route. */
export function persistencePolicies({ services, objects, route }: FoundRoute): KubeObject[] {
  return objects.filter(
    (each) =>
      each.kind === 'XBackendTrafficPolicy' &&
      each.metadata.namespace === route.metadata.namespace &&
      valueAt(each, ['spec', 'sessionPersistence']) !== undefined &&
      listAt(each, 'spec', 'targetRefs').some((ref) => services.includes(String(valueAt(ref, ['name'])))),
  );
}

/** For a product that does not read them. */
export const persistenceRemarks = (found: FoundRoute, product: string, fix: string, fact: Fact): Remark[] =>
  persistencePolicies(found).map((policy) =>
    ignored(`${describe(policy)} has ${IN_POLICY}`, `${product} does not read it`, fix, fact, keyIn(policy, IN_POLICY)),
  );
