import { suppressionAnnotation, type Json, type KubeObject } from '../../kubernetes/object';
import { annotation, type OwnedKey } from '../../kubernetes/owned-key';
import { misfits } from '../../path/fit';
import type { Hop } from '../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import type { StreamPolicy } from '../../policy/stream-policy';
import {
  ALB_EXTENSION,
  ALB_FRONTEND,
  ALB_ID,
  ALB_NAME,
  ALB_NAMESPACE,
  API_VERSION,
  VERSION_ANNOTATION,
} from '../http-route/implementations/agc/about';
import type { AgcAttachment } from '../http-route/implementations/agc/agc';
import { sessionAffinity } from '../http-route/implementations/agc/objects';
import { versionRemarks } from '../http-route/implementations/agc/remarks';
import { cookie, fixedByGateway, retriesUnknown } from '../http-route/implementations/agc/settings';
import { about, bufferingUnknown, tlsSetting } from './about';
import { ingressAgcFacts as facts } from './facts';
import { byIngress, policyRemarks } from './remarks';

/** How an Ingress on Application Gateway for Containers is made. */
export interface IngressAgcOptions {
  /** The path that AGC asks pods for health; never the stream. Undefined: the readiness probe of the pods decides. */
  readonly healthProbePath: string | undefined;
  /** The ALB Controller of the cluster, such as 1.12.4: it decides what the affinity cookie is. */
  readonly albControllerVersion?: string | undefined;
  /** Why an Ingress is used for streams though Microsoft documents them for the Gateway API only. Default: it is not. */
  readonly acknowledgeUnsupported?: string | undefined;
}

/** What an Ingress of the ALB Controller must be for the policy. */
export function planAgcIngress(policy: StreamPolicy, object: string, options: IngressAgcOptions): Hop {
  const { albControllerVersion: version, healthProbePath } = options;
  const settings: Setting[] = [
    planTimeout(policy),
    ...fixedByGateway,
    bufferingUnknown,
    planAffinity(policy, version),
    healthProbePath === undefined
      ? unknown('health-probe-path', PROBE_UNKNOWN, about.probe)
      : set('health-probe-path', healthProbePath, about.probe),
    retriesUnknown,
    tlsSetting,
  ];
  return {
    type: 'ingress-agc',
    object,
    layer: 'http',
    settings,
    remarks: [byIngress, ...versionRemarks(version, false), ...misfits(settings), ...policyRemarks(policy)],
    suppressed: acknowledged(options),
  };
}

const PROBE_UNKNOWN = 'without a HealthCheckPolicy with a path, the readiness probe of the pods decides';

/** As long as a stream may live: that 0s is off is not known here. */
function planTimeout({ maxAge: { limit } }: StreamPolicy): Setting {
  return limit === 'disabled' ? zeroTimeout : set('total-limit', limit, about.requestTimeout);
}

export const zeroTimeout: Setting = unknown(
  'total-limit',
  'no source says that requestTimeout 0s of an IngressExtension is off, as it is of a route',
  { ...about.requestTimeout, fact: facts.zeroTimeout },
);

function planAffinity({ affinity }: StreamPolicy, version: string | undefined): Setting {
  if (affinity.kind !== 'cookie') return byDefault('affinity', { kind: 'none' }, about.affinity);
  return set('affinity', cookie(affinity.name, affinity.lifetime, version), about.affinity);
}

/** Rule to reason, for what the user accepts in the props. */
function acknowledged({ acknowledgeUnsupported }: IngressAgcOptions): Record<string, string> {
  const reason = acknowledgeUnsupported?.trim() ?? '';
  return reason === '' ? {} : { 'hop-does-not-support-sse': reason };
}

/** The annotations that lead an Ingress to its IngressExtension. */
export function ingressKeys(extension: string, options: IngressAgcOptions): OwnedKey[] {
  return [
    annotation(ALB_EXTENSION, extension),
    ...Object.entries(acknowledged(options)).map(([rule, reason]) => annotation(suppressionAnnotation(rule), reason)),
  ];
}

/** The annotations that lead an Ingress to its gateway. */
export function attachmentKeys(gateway: AgcAttachment): OwnedKey[] {
  return 'albId' in gateway
    ? [annotation(ALB_ID, gateway.albId), annotation(ALB_FRONTEND, gateway.frontend)]
    : [annotation(ALB_NAMESPACE, gateway.albNamespace), annotation(ALB_NAME, gateway.albName)];
}

/** What an IngressExtension says for the Service of a stream. Go's notation takes fractions, so every limit is exact in seconds. */
export function backendSettings({ affinity, maxAge: { limit } }: StreamPolicy): { readonly [key: string]: Json } {
  return {
    timeouts: { requestTimeout: limit === 'disabled' ? '0s' : `${limit.milliseconds / 1000}s` },
    ...(affinity.kind === 'cookie' ? { sessionAffinity: sessionAffinity(affinity) } : {}),
  };
}

/** The IngressExtension of one Service. */
export function ingressExtension(
  policy: StreamPolicy,
  name: string,
  service: string,
  { albControllerVersion }: IngressAgcOptions,
): KubeObject {
  const annotations = albControllerVersion === undefined ? {} : { annotations: { [VERSION_ANNOTATION]: albControllerVersion } };
  return {
    apiVersion: API_VERSION,
    kind: 'IngressExtension',
    metadata: { name, ...annotations },
    spec: { backendSettings: [{ service, ...backendSettings(policy) }] },
  };
}
