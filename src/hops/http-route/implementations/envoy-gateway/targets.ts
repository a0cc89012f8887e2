import { keyIn, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { FoundRoute, RouteRule } from '../../implementation';
import { merged } from '../../merged';
import type { Attachment } from './attachments';
import { policiesFor, type Level } from './level';

/** The policy for a rule of a route: of the most specific, only that counts, unless it is to be merged. */
export interface Effective extends Level {
  readonly spec: unknown;
  /** Whether policies may be for the Gateway that are not in the input. */
  readonly mayInherit: boolean;
}

/** @param attachment Where the rule is served; undefined where no Gateway of the route is in the input. */
export function backendPolicyFor(rule: RouteRule, { route, objects }: FoundRoute, attachment: Attachment | undefined): Effective {
  const kind = 'BackendTrafficPolicy';
  const ofRule = rule['name'] === undefined ? NONE : policiesFor(kind, route, objects, rule['name']);
  const own = ofRule.policies.length > 0 ? ofRule : policiesFor(kind, route, objects);
  const above = attachment === undefined ? NONE : policiesAt(kind, attachment, objects);
  const [first] = own.policies;
  const spec = valueAt(first, ['spec']);
  // A policy for a rule is not merged with that for its route, but with that above them.
  const merges = valueAt(spec, ['mergeType']) !== undefined;
  const mayInherit = attachment === undefined && (first === undefined || merges);
  if (first === undefined) return { ...above, spec: valueAt(above.policies[0], ['spec']), mayInherit };
  if (!merges) return { ...own, spec, mayInherit };
  return {
    policies: [...own.policies, ...above.policies],
    spec: merged(valueAt(above.policies[0], ['spec']), spec),
    why: own.why ?? above.why,
    remarks: [...own.remarks, ...above.remarks],
    mayInherit,
  };
}

const NONE: Level = { policies: [], why: undefined, remarks: [] };

/** Those that are for a listener alone, else those that are for its Gateway; of several the oldest counts. */
export function policiesAt(kind: string, { gateway, listener }: Attachment, objects: readonly KubeObject[]): Level {
  const ofListener = listener === undefined ? NONE : policiesFor(kind, gateway, objects, listener);
  return ofListener.policies.length > 0 ? ofListener : policiesFor(kind, gateway, objects);
}

/** The key of a field, with the name of the policy that says it. */
export function keyOf(key: string, policies: readonly KubeObject[]): string {
  const [kind = '', path = ''] = key.split(' ');
  const holder = policies.find((policy) => policy.kind === kind && valueAt(policy, path.split('.')) !== undefined);
  return holder === undefined ? key : keyIn(holder, path);
}
