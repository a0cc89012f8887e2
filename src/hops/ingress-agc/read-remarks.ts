import { ignored, rejected } from '../../path/remark';
import { describe, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Remark } from '../../path/hop';
import { ALB_EXTENSION, ALB_FRONTEND, ALB_ID, ALB_NAME, ALB_NAMESPACE, GROUP } from '../http-route/implementations/agc/about';
import { agcRouteFacts } from '../http-route/implementations/agc/facts';
import { targetsOf } from '../http-route/implementations/agc/targets';
import { about, keyOf, settingsFor } from './about';
import { ingressAgcFacts as facts } from './facts';

/** What is written in an Ingress, in its extension or beside them and does nothing, or is refused. */
export function writtenRemarks(
  ingress: KubeObject,
  service: string,
  extension: KubeObject | undefined,
  beside: readonly KubeObject[],
): Remark[] {
  return [
    ...attachmentRemarks(ingress),
    ...annotationRemarks(ingress),
    ...(ingress.metadata.annotations?.[ALB_EXTENSION] === undefined ? unnamedRemarks(ingress, service, beside) : []),
    ...settingsFor(extension, service).flatMap(timeoutRemarks),
    ...settingsFor(extension, service).flatMap(balancingRemarks),
    ...beside.flatMap((policy) => targetRemarks(policy, ingress)),
  ];
}

function attachmentRemarks({ metadata: { annotations = {} } }: KubeObject): Remark[] {
  const has = (...names: string[]): boolean => names.every((name) => annotations[name] !== undefined);
  if (has(ALB_ID, ALB_FRONTEND) || has(ALB_NAMESPACE, ALB_NAME)) return [];
  const named = [ALB_ID, ALB_FRONTEND, ALB_NAMESPACE, ALB_NAME].filter((name) => has(name));
  return [
    rejected(
      named.length === 0
        ? 'the Ingress names no AGC'
        : `of the annotations that name an AGC the Ingress has ${named.join(' and ')} only`,
      'nothing connects it to an Application Gateway for Containers',
      `set the annotations ${ALB_ID} and ${ALB_FRONTEND}, or ${ALB_NAMESPACE} and ${ALB_NAME}`,
      facts.attachment,
      'metadata.annotations',
    ),
  ];
}

/** Those of the controllers that people come from. */
const FOREIGN = /^(nginx\.ingress\.kubernetes\.io|appgw\.ingress\.kubernetes\.io)\//;

function annotationRemarks({ metadata: { annotations = {} } }: KubeObject): Remark[] {
  return Object.keys(annotations)
    .filter((name) => FOREIGN.test(name))
    .map((name) =>
      ignored(
        `${keyOf(name)} is set`,
        'the ALB Controller reads annotations of alb.networking.azure.io only',
        `remove it; timeouts and affinity are in an IngressExtension that ${keyOf(ALB_EXTENSION)} names`,
        facts.annotations,
        keyOf(name),
      ),
    );
}

/** The sample in Microsoft’s documentation of affinity shows the extension alone. */
function unnamedRemarks(ingress: KubeObject, service: string, beside: readonly KubeObject[]): Remark[] {
  const meant = beside.find(
    (one) => one.metadata.namespace === ingress.metadata.namespace && settingsFor(one, service).length > 0,
  );
  if (meant === undefined) return [];
  return [
    {
      ...ignored(
        `${describe(meant)} has backendSettings for Service ${service}, and the Ingress does not name it`,
        'an IngressExtension counts for the Ingresses that name it',
        `set ${keyOf(ALB_EXTENSION)} to "${meant.metadata.name}"`,
        agcRouteFacts.ingressExtension,
        keyOf(ALB_EXTENSION),
      ),
      edit: { key: keyOf(ALB_EXTENSION), value: meant.metadata.name },
    },
  ];
}

function timeoutRemarks(settings: unknown): Remark[] {
  const { key } = about.requestTimeout;
  return Object.keys(valueAt(settings, ['timeouts']) ?? {})
    .filter((name) => name !== 'requestTimeout')
    .map((name) =>
      ignored(
        `IngressExtension spec.backendSettings[].timeouts.${name} is set`,
        'the schema has no such key: the one timeout of an IngressExtension is requestTimeout',
        `set ${key} instead`,
        agcRouteFacts.timeoutNames,
        `IngressExtension spec.backendSettings[].timeouts.${name}`,
      ),
    );
}

/** The same conflict as of a BackendLoadBalancingPolicy, which reaches a route only from outside. */
function balancingRemarks(settings: unknown): Remark[] {
  const balancing = valueAt(settings, ['loadBalancingPolicySpec', 'loadBalancing']);
  if (balancing === undefined || valueAt(settings, ['sessionAffinity']) === undefined) return [];
  const key = 'IngressExtension spec.backendSettings[].loadBalancingPolicySpec.loadBalancing';
  return [
    {
      rule: 'affinity-conflicts-with-load-balancing',
      found: `${key} is set beside sessionAffinity`,
      need: 'affinity is refused beside any strategy but its own, and beside slow start',
      fix: `remove ${key}`,
      fact: agcRouteFacts.loadBalancing,
      key,
    },
  ];
}

const BY_EXTENSION = `write timeouts and sessionAffinity as backendSettings of an IngressExtension that ${keyOf(ALB_EXTENSION)} names, or serve the stream by an HTTPRoute`;
const BY_ROUTE = 'serve the stream by a Gateway and an HTTPRoute, which it may target';

/** The policies that are for objects of the Gateway API alone, with the way to the same. */
const INSTEAD: Readonly<Record<string, string>> = {
  RoutePolicy: BY_EXTENSION,
  WebApplicationFirewallPolicy: BY_ROUTE,
  FrontendTLSPolicy: BY_ROUTE,
};

function targetRemarks(policy: KubeObject, { metadata }: KubeObject): Remark[] {
  const fix = INSTEAD[policy.kind];
  const isHere = policy.apiVersion.startsWith(`${GROUP}/`) && policy.metadata.namespace === metadata.namespace;
  if (fix === undefined || !isHere) return [];
  if (!targetsOf(policy).some(({ kind, name }) => kind === 'Ingress' && name === metadata.name)) return [];
  return [
    rejected(
      `${describe(policy)} targets the Ingress`,
      'its kind of policy is for objects of the Gateway API and does nothing for an Ingress',
      fix,
      facts.policyTargets,
      `${policy.kind}/${policy.metadata.name} spec.targetRef`,
    ),
  ];
}
