import { ignored, rejected } from '../../../../path/remark';
import { describe, keyIn, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { httpRouteFacts } from '../../facts';
import type { FoundRoute } from '../../implementation';
import { about, ALB_EXTENSION, ALB_FRONTEND, ALB_ID, ALB_NAME, ALB_NAMESPACE, ROUTE_GROUP } from './about';
import { agcRouteFacts as facts } from './facts';
import { servicePoliciesOf } from './targets';

/** What is written in the route or its policies and does nothing, or is refused. */
export function policyRemarks(found: FoundRoute, routePolicies: readonly KubeObject[]): Remark[] {
  const backendTls = servicePoliciesOf('BackendTLSPolicy', found, found.services);
  const policies = [...routePolicies, ...servicePoliciesOf('HealthCheckPolicy', found, found.services), ...backendTls];
  return [
    ...policies.flatMap(overrideRemarks),
    ...backendTls.flatMap(backendTimeoutRemarks),
    ...routePolicies.flatMap(targetRemarks),
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
        `${describe(policy)} has targetRef.group ${JSON.stringify(ref.group)}`,
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

/** What keeps a Gateway from having an AGC, or a listener on it. */
export function gatewayRemarks(gateways: readonly KubeObject[]): Remark[] {
  return gateways.flatMap((gateway) => [...attachmentRemarks(gateway), ...listenerRemarks(gateway)]);
}

function attachmentRemarks(gateway: KubeObject): Remark[] {
  const { annotations = {} } = gateway.metadata;
  const addresses = (valueAt(gateway, ['spec', 'addresses']) ?? []) as { type?: unknown; value?: unknown }[];
  const hasFrontend = addresses.some(({ type, value }) => type === ALB_FRONTEND && value !== undefined);
  const isAttached =
    (annotations[ALB_ID] !== undefined && hasFrontend) ||
    (annotations[ALB_NAMESPACE] !== undefined && annotations[ALB_NAME] !== undefined);
  const fix = `set annotation ${ALB_ID} and an address of type ${ALB_FRONTEND}, or the annotations ${ALB_NAMESPACE} and ${ALB_NAME}`;
  return [
    ...(isAttached
      ? []
      : [
          rejected(
            `${describe(gateway)} names no AGC`,
            'nothing connects it to an Application Gateway for Containers',
            fix,
            facts.gateway,
            keyIn(gateway, 'metadata.annotations'),
          ),
        ]),
    ...(annotations[ALB_FRONTEND] === undefined
      ? []
      : [
          ignored(
            `${describe(gateway)} has the annotation ${ALB_FRONTEND}`,
            'that annotation counts on an Ingress only',
            `write the frontend as spec.addresses[] of type ${ALB_FRONTEND}`,
            facts.gateway,
            keyIn(gateway, `metadata.annotations["${ALB_FRONTEND}"]`),
          ),
        ]),
  ];
}

function listenerRemarks(gateway: KubeObject): Remark[] {
  const listeners = (valueAt(gateway, ['spec', 'listeners']) ?? []) as {
    name?: string;
    port?: number;
    protocol?: string;
    tls?: unknown;
  }[];
  return listeners.flatMap(({ name, port, protocol, tls }) => {
    const listener = `listener ${name} of ${describe(gateway)}`;
    const certificates = (valueAt(tls, ['certificateRefs']) ?? []) as { kind?: string }[];
    return [
      ...(port === 80 || port === 443
        ? []
        : [
            rejected(
              `${listener} has port ${port}`,
              'listeners may use ports 80 and 443 only',
              'use port 443',
              facts.listenerPorts,
              keyIn(gateway, `spec.listeners[${name}].port`),
            ),
          ]),
      ...(protocol !== 'HTTPS' || certificates.some(({ kind = 'Secret' }) => kind === 'Secret')
        ? []
        : [
            rejected(
              `${listener} has no certificate from a Secret`,
              'an HTTPS listener takes its certificate from a Secret',
              'set tls.certificateRefs to a Secret',
              facts.listenerPorts,
              keyIn(gateway, `spec.listeners[${name}].tls.certificateRefs`),
            ),
          ]),
    ];
  });
}
