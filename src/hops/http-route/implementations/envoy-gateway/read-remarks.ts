import { ignored, rejected } from '../../../../path/remark';
import { describe, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import type { FoundRoute } from '../../implementation';
import { refsOf, type TargetRef } from '../../target-refs';
import { about, ROUTE_GROUP } from './about';
import { envoyGatewayFacts as facts } from './facts';
import { ofKind, selectorsOf } from './targets';

const KINDS = ['Gateway', 'ListenerSet', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'UDPRoute', 'TLSRoute'];

/** BackendTrafficPolicies that look as if they were for this route, and are not. */
export function targetRemarks(found: FoundRoute): Remark[] {
  return ofKind('BackendTrafficPolicy', found.objects).flatMap((policy) => [
    ...refsOf(policy).flatMap((ref) => refRemarks(policy, ref, found)),
    ...selectorRemarks(policy, found),
    ...targetless(policy, found),
  ]);
}

function refRemarks(policy: KubeObject, ref: TargetRef, { route, services, objects }: FoundRoute): Remark[] {
  const named = `${describe(policy)} targets ${ref.kind} ${ref.name}`;
  const target = targetKey(policy);
  const { name, namespace } = route.metadata;
  const isHere = policy.metadata.namespace === namespace;
  const isRoute = ref.kind === 'HTTPRoute' && ref.name === name;
  const meansService = ref.kind === 'Service' && services.includes(ref.name ?? '');
  if (!isHere) {
    const hasOwn = objects.some(
      ({ kind, metadata }) => kind === 'HTTPRoute' && metadata.name === name && metadata.namespace === policy.metadata.namespace,
    );
    if (!isRoute || hasOwn) return [];
    return [
      ignored(
        named,
        `a policy counts in the namespace of its target only, here ${namespace}`,
        move(namespace),
        facts.target,
        target,
      ),
    ];
  }
  if ((isRoute || meansService) && ref.group !== ROUTE_GROUP)
    return [refusedTarget(`${named}, of group ${JSON.stringify(ref.group)}`, policy)];
  if (meansService || (ref.name === name && !KINDS.includes(ref.kind ?? ''))) return [refusedTarget(named, policy)];
  if (ref.name === name && ref.kind !== 'HTTPRoute' && !objects.some((each) => isTarget(each, ref, policy))) {
    return [ignored(named, 'the input has none of that name, and a route has it', 'set kind to HTTPRoute', facts.target, target)];
  }
  const rules = (valueAt(route, ['spec', 'rules']) ?? []) as { name?: string }[];
  if (!isRoute || ref.sectionName === undefined || rules.some((rule) => rule.name === ref.sectionName)) return [];
  return [
    ignored(
      `${named}, section ${ref.sectionName}`,
      'no rule of the route has that name, so the policy is for nothing',
      `name the rule ${ref.sectionName}, or remove sectionName`,
      facts.target,
      target,
    ),
  ];
}

const isTarget = ({ kind, metadata }: KubeObject, ref: TargetRef, policy: KubeObject): boolean =>
  kind === ref.kind && metadata.name === ref.name && metadata.namespace === policy.metadata.namespace;

const targetKey = (policy: KubeObject): string =>
  `BackendTrafficPolicy/${policy.metadata.name} spec.${valueAt(policy, ['spec', 'targetRef']) === undefined ? 'targetRefs' : 'targetRef'}`;

const move = (namespace: string | undefined): string => `move the policy to namespace ${namespace}`;

const refusedTarget = (found: string, policy: KubeObject): Remark =>
  rejected(
    found,
    `targets are of group ${ROUTE_GROUP} and of kind ${KINDS.join(', ')}; a policy for a Service is refused`,
    `target the HTTPRoute, by group ${ROUTE_GROUP}`,
    facts.target,
    targetKey(policy),
  );

/** Which objects an expression or a namespace elsewhere selects is not computed here. */
function selectorRemarks(policy: KubeObject, { route }: FoundRoute): Remark[] {
  const unclear = selectorsOf(policy).some(
    (selector) =>
      selector.kind === 'HTTPRoute' &&
      ((selector.matchExpressions ?? []).length > 0 || policy.metadata.namespace !== route.metadata.namespace),
  );
  if (!unclear) return [];
  return [
    {
      ...ignored(
        `${describe(policy)} selects its targets by expressions or across namespaces`,
        'whether the route is among them is not read',
        'target the route by name in targetRefs',
        facts.target,
        `BackendTrafficPolicy/${policy.metadata.name} spec.targetSelectors`,
      ),
      level: 'unknown',
    },
  ];
}

/** A target that names nothing of the input, in a namespace where the route has no policy else. */
function targetless(policy: KubeObject, { route }: FoundRoute): Remark[] {
  if (policy.metadata.namespace !== route.metadata.namespace) return [];
  if (refsOf(policy).length > 0 || selectorsOf(policy).length > 0) return [];
  return [refusedTarget(`${describe(policy)} has no target`, policy)];
}

/** What the effective policy of a rule holds that is worth a word. */
export function specRemarks(spec: unknown): Remark[] {
  const compresses = ['compression', 'compressor'].some((key) => valueAt(spec, [key]) !== undefined);
  return [
    ...(compresses ? [compressor] : []),
    ...probeRemarks(valueAt(spec, ['healthCheck', 'active'])),
    ...routingRemarks(spec),
  ];
}

const compressor: Remark = {
  rule: 'no-compression-on-stream',
  level: 'note',
  found: 'the BackendTrafficPolicy compresses what the route serves',
  need: 'Envoy’s list of types leaves text/event-stream alone; a stream of another type is compressed',
  fix: 'send the stream as text/event-stream, or give it a route of its own without compression',
  fact: facts.compression,
  key: about.compression.key,
};

function probeRemarks(active: unknown): Remark[] {
  if (active === undefined) return [];
  const type = valueAt(active, ['type']);
  const path = valueAt(active, ['http', 'path']);
  if (type !== 'HTTP' && path === undefined && ['TCP', 'GRPC'].includes(String(type))) return [];
  const statuses = valueAt(active, ['http', 'expectedStatuses']);
  if (type === 'HTTP' && typeof path === 'string' && path !== '') {
    if (!Array.isArray(statuses) || statuses.includes(200)) return [];
    return [
      rejected(
        'healthCheck.active takes no 200 as healthy',
        'an answer of 200 must be',
        'add 200 to expectedStatuses',
        facts.healthCheck,
        'BackendTrafficPolicy spec.healthCheck.active.http.expectedStatuses',
      ),
    ];
  }
  return [
    rejected(
      `${about.probe.key} is ${JSON.stringify(path ?? null)} and its type ${JSON.stringify(type ?? null)}`,
      'a health check of type HTTP needs a path, and any other has none',
      'set type to HTTP and path to one that answers at once, such as /healthz',
      facts.healthCheck,
      about.probe.key,
    ),
  ];
}

function routingRemarks(spec: unknown): Remark[] {
  const type = valueAt(spec, ['routingType']);
  if (type === undefined || type === 'Endpoint' || type === 'Service') return [];
  return [
    rejected(
      `${about.routing.key} is ${JSON.stringify(type)}`,
      'it takes Endpoint or Service',
      'set it to Endpoint',
      facts.routing,
      about.routing.key,
    ),
  ];
}
