import { ignored, rejected } from '../../../../path/remark';
import { describe, keyIn, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { httpRouteFacts } from '../../facts';
import type { FoundRoute } from '../../implementation';
import { about, ALB_EXTENSION, GROUP, ROUTE_GROUP } from './about';
import { agcRouteFacts as facts } from './facts';
import { servicePoliciesOf, targetsOf } from './targets';

/** What is written in the route or its policies and does nothing, or is refused. */
export function policyRemarks(found: FoundRoute, routePolicies: readonly KubeObject[]): Remark[] {
  const backendTls = servicePoliciesOf('BackendTLSPolicy', found, found.services);
  const policies = [...routePolicies, ...servicePoliciesOf('HealthCheckPolicy', found, found.services), ...backendTls];
  return [
    ...policies.flatMap(overrideRemarks),
    ...backendTls.flatMap(backendTimeoutRemarks),
    ...routePolicies.flatMap(targetRemarks),
    ...elsewhereRemarks(found),
    ...routePolicies.flatMap(timeoutRemarks),
    ...extensionRemarks(found.route),
    ...(found.rules.some((rule) => 'sessionPersistence' in rule) ? [experimental] : []),
  ];
}

function overrideRemarks(policy: KubeObject): Remark[] {
  if (valueAt(policy, ['spec', 'override']) === undefined) return [];
  return [
    rejected(
      `${describe(policy)} has spec.override`,
      'override is in the schema and not supported: validation fails',
      'move it to spec.default',
      facts.override,
      keyIn(policy, 'spec.override'),
    ),
  ];
}

function backendTimeoutRemarks(policy: KubeObject): Remark[] {
  return ['default', 'override'].flatMap((block) => {
    const keys = Object.keys(valueAt(policy, ['spec', block]) ?? {}).filter((key) => key.startsWith('timeout'));
    return keys.map((key) =>
      rejected(
        `${describe(policy)} has spec.${block}.${key}`,
        'the policy has no timeout of any sort',
        'remove it and set RoutePolicy spec.default.timeouts.routeTimeout to 0s',
        facts.backendTls,
        keyIn(policy, `spec.${block}.${key}`),
      ),
    );
  });
}

function targetRemarks(policy: KubeObject): Remark[] {
  const ref = valueAt(policy, ['spec', 'targetRef']) as { group?: unknown; sectionName?: unknown; sectionNames?: unknown };
  const remarks = (['sectionName', 'sectionNames'] as const)
    .filter((key) => ref[key] !== undefined)
    .map((key) =>
      rejected(
        `${describe(policy)} has targetRef.${key}`,
        'a RoutePolicy is for a route as a whole',
        `remove ${key} and give the stream a route of its own`,
        facts.policyTarget,
        keyIn(policy, `spec.targetRef.${key}`),
      ),
    );
  if (ref.group !== ROUTE_GROUP) {
    remarks.push({
      ...rejected(
        `${describe(policy)} has ${ref.group === undefined ? 'no targetRef.group' : `targetRef.group ${JSON.stringify(ref.group)}`}`,
        'it needs the group of an HTTPRoute; a sample in the documentation leaves it empty, and no source says that this works',
        `set targetRef.group to ${ROUTE_GROUP}`,
        facts.policyTarget,
        keyIn(policy, 'spec.targetRef.group'),
      ),
      level: 'unknown',
    });
  }
  return remarks;
}

/** RoutePolicies that name the route and stand in another namespace, where the input has none of that name. */
function elsewhereRemarks({ route, objects }: FoundRoute): Remark[] {
  const { name, namespace } = route.metadata;
  const isHere = (policy: KubeObject) => policy.metadata.namespace === namespace;
  const hasOwn = (policy: KubeObject) =>
    objects.some(
      (each) => each.kind === 'HTTPRoute' && each.metadata.name === name && each.metadata.namespace === policy.metadata.namespace,
    );
  return objects
    .filter((policy) => policy.kind === 'RoutePolicy' && policy.apiVersion.startsWith(`${GROUP}/`) && !isHere(policy))
    .filter((policy) =>
      targetsOf(policy).some(
        (ref) =>
          ref.kind === 'HTTPRoute' &&
          ref.name === name &&
          (ref.namespace === namespace || (ref.namespace === undefined && !hasOwn(policy))),
      ),
    )
    .map((policy) =>
      ignored(
        `${describe(policy)} targets HTTPRoute ${name}`,
        `a policy counts in its own namespace only; the route is in ${namespace}`,
        `move the policy to namespace ${namespace}`,
        facts.policyTarget,
        keyIn(policy, 'metadata.namespace'),
      ),
    );
}

function timeoutRemarks(policy: KubeObject): Remark[] {
  return Object.keys(valueAt(policy, ['spec', 'default', 'timeouts']) ?? {})
    .filter((name) => name !== 'routeTimeout')
    .map((name) =>
      ignored(
        `${describe(policy)} has spec.default.timeouts.${name}`,
        'the schema has no such key: the one timeout of a RoutePolicy is routeTimeout',
        `set ${about.routeTimeout.key} instead`,
        facts.timeoutNames,
        keyIn(policy, `spec.default.timeouts.${name}`),
      ),
    );
}

function extensionRemarks({ metadata }: KubeObject): Remark[] {
  const named = metadata.annotations?.[ALB_EXTENSION];
  if (named === undefined) return [];
  const key = `metadata.annotations["${ALB_EXTENSION}"]`;
  return [
    ignored(
      `${key} is "${named}"`,
      'an IngressExtension counts for Ingresses only',
      'remove it and write timeouts and sessionAffinity in a RoutePolicy for the route',
      facts.ingressExtension,
      key,
    ),
  ];
}

const experimental: Remark = {
  rule: 'experimental-field',
  found: 'spec.rules[].sessionPersistence is set',
  need: 'the standard channel, which AKS installs, drops the field',
  fix: 'remove it and set RoutePolicy spec.default.sessionAffinity',
  fact: httpRouteFacts.sessionChannel,
  key: 'spec.rules[].sessionPersistence',
};
