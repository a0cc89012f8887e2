import { ignored, rejected } from '../../../../path/remark';
import { describe, keyIn, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { ALB_FRONTEND, ALB_ID, ALB_NAME, ALB_NAMESPACE } from './about';
import { agcRouteFacts as facts } from './facts';

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
