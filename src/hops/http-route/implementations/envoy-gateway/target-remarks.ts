import { ignored, rejected } from '../../../../path/remark';
import { listAt } from '../../../../kubernetes/ingress';
import { describe, keyIn, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Fact } from '../../../../path/fact';
import type { Remark } from '../../../../path/hop';
import type { FoundRoute } from '../../implementation';
import { refsOf, type TargetRef } from '../../target-refs';
import { ROUTE_GROUP } from './about';
import { envoyGatewayFacts as facts } from './facts';
import { ofKind } from './level';
import { selectorsOf } from './selectors';

/** What a kind of policy may be for. */
interface Kind {
  readonly kind: string;
  readonly targets: readonly string[];
  readonly fact: Fact;
}

const BACKEND: Kind = {
  kind: 'BackendTrafficPolicy',
  targets: ['HTTPRoute', 'Gateway', 'ListenerSet', 'GRPCRoute', 'TCPRoute', 'UDPRoute', 'TLSRoute'],
  fact: facts.target,
};
const CLIENT: Kind = { kind: 'ClientTrafficPolicy', targets: ['Gateway', 'ListenerSet'], fact: facts.clientTarget };

/** Policies that look as if they were for this route or its Gateways, and are not. */
export function targetRemarks(found: FoundRoute): Remark[] {
  return [BACKEND, CLIENT].flatMap((kind) =>
    ofKind(kind.kind, found.objects).flatMap((policy) => [
      ...refsOf(policy).flatMap((ref) => refRemarks(policy, ref, kind, found)),
      ...formRemarks(policy, kind, found),
    ]),
  );
}

function refRemarks(
  policy: KubeObject,
  ref: TargetRef,
  kind: Kind,
  { route, gateways, services, objects }: FoundRoute,
): Remark[] {
  const named = `${describe(policy)} targets ${ref.kind} ${ref.name}`;
  const { namespace } = policy.metadata;
  const served = [route, ...gateways].filter(({ metadata }) => metadata.name === ref.name);
  const near = served.filter(({ metadata }) => metadata.namespace === namespace);
  const isThere = objects.some(
    (each) => each.kind === ref.kind && each.metadata.name === ref.name && each.metadata.namespace === namespace,
  );
  const target = served.find((each) => each.kind === ref.kind && kind.targets.includes(each.kind));
  if (target !== undefined && target.metadata.namespace !== namespace)
    return isThere ? [] : [elsewhere(named, policy, target, kind)];
  const meansService = ref.kind === 'Service' && namespace === route.metadata.namespace && services.includes(ref.name ?? '');
  if (!meansService && near.length === 0) return [];
  if (!kind.targets.includes(ref.kind ?? '')) return [refused(named, policy, kind)];
  if (target === undefined) return isThere || kind !== BACKEND || !near.includes(route) ? [] : [misnamed(named, policy)];
  if (ref.group !== ROUTE_GROUP) {
    return [refused(`${named}, of ${ref.group === undefined ? 'no group' : `group ${JSON.stringify(ref.group)}`}`, policy, kind)];
  }
  return sectionRemarks(named, policy, ref, target, kind);
}

const elsewhere = (named: string, policy: KubeObject, { metadata }: KubeObject, { fact }: Kind): Remark =>
  ignored(
    named,
    `a policy counts in the namespace of its target only, here ${metadata.namespace}`,
    `move the policy to namespace ${metadata.namespace}`,
    fact,
    refsKey(policy),
  );

const misnamed = (named: string, policy: KubeObject): Remark =>
  ignored(named, 'the input has none of that name, and a route has it', 'set kind to HTTPRoute', facts.target, refsKey(policy));

function sectionRemarks(
  named: string,
  policy: KubeObject,
  { sectionName }: TargetRef,
  target: KubeObject,
  { fact }: Kind,
): Remark[] {
  const [part, sections] =
    target.kind === 'Gateway'
      ? (['listener', listAt(target, 'spec', 'listeners')] as const)
      : (['rule', listAt(target, 'spec', 'rules')] as const);
  if (sectionName === undefined || sections.some((section) => valueAt(section, ['name']) === sectionName)) return [];
  return [
    ignored(
      `${named}, section ${sectionName}`,
      `no ${part} of it has that name, so the policy is for nothing`,
      `name the ${part} ${sectionName}, or remove sectionName`,
      fact,
      refsKey(policy),
    ),
  ];
}

const refsKey = (policy: KubeObject): string =>
  keyIn(policy, `spec.${valueAt(policy, ['spec', 'targetRef']) === undefined ? 'targetRefs' : 'targetRef'}`);

const refused = (found: string, policy: KubeObject, { targets, fact }: Kind): Remark =>
  rejected(
    found,
    `targets are of group ${ROUTE_GROUP} and of kind ${targets.join(', ')}; any other is refused`,
    `target the ${targets[0]}, by group ${ROUTE_GROUP}`,
    fact,
    refsKey(policy),
  );

/** A policy near the route that has no target at all, or says it in two ways. */
function formRemarks(policy: KubeObject, kind: Kind, { route, gateways }: FoundRoute): Remark[] {
  if (![route, ...gateways].some(({ metadata }) => metadata.namespace === policy.metadata.namespace)) return [];
  const selectors = selectorsOf(policy).length > 0;
  if (refsOf(policy).length === 0) return selectors ? [] : [refused(`${describe(policy)} has no target`, policy, kind)];
  const both = ['targetRef', 'targetRefs'].every((key) => valueAt(policy, ['spec', key]) !== undefined);
  if (!both || selectors) return [];
  return [
    rejected(
      `${describe(policy)} has targetRef and targetRefs`,
      'it takes one of them; the API server refuses both',
      'write all targets in targetRefs',
      kind.fact,
      keyIn(policy, 'spec.targetRef'),
    ),
  ];
}
