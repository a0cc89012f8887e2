import type { KubeObject } from '../../../../kubernetes/object';
import type { Affinity, StreamPolicy } from '../../../../policy/stream-policy';
import { set, type Setting } from '../../../../path/setting';
import type { GatewayAttachment, HttpRouteImplementation, RouteTarget, Stretch } from '../../implementation';
import {
  about,
  ALB_FRONTEND,
  ALB_ID,
  ALB_NAME,
  ALB_NAMESPACE,
  API_VERSION,
  MANAGED_COOKIE,
  ROUTE_GROUP,
  VERSION_ANNOTATION,
} from './about';
import { agcRouteFacts as facts } from './facts';
import { healthCheck, sessionAffinity } from './objects';
import { agcReader } from './read';
import { versionRemarks } from './remarks';
import { cookie, fixedSettings, noAffinity, retriesUnknown, totalLimit } from './settings';

export interface AgcOptions {
  /** The path that AGC asks pods for health; never the stream. */
  readonly healthProbePath: string;
  /** The ALB Controller of the cluster, such as 1.12.4: it decides what is legal. Left out, what depends on it stays unknown. */
  readonly albControllerVersion?: string;
  /** AGC's own cookie, AGCAffinity for 24 h, in place of the policy's name and lifetime. Default false. */
  readonly managedCookie?: boolean;
}

/** The AGC of a new Gateway: one made elsewhere, such as by StreamAgc, or one that the ALB Controller makes of an ApplicationLoadBalancer object. */
export type AgcAttachment =
  | {
      /** The resource id of the traffic controller. */
      readonly albId: string;
      /** The name of its frontend. */
      readonly frontend: string;
    }
  | { readonly albNamespace: string; readonly albName: string };

/** Stands in a plan where the user's own gateway goes. */
export const AGC_STAND_IN: AgcAttachment = {
  albId:
    '/subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.ServiceNetworking/trafficControllers/<gateway>',
  frontend: 'sse',
};

/** Application Gateway for Containers with the ALB Controller. */
export function agc(options: AgcOptions): HttpRouteImplementation<AgcAttachment> {
  return {
    ...agcReader,
    cannot: { 'client-ip': facts.cookieOnly },
    // The rule's own timeouts would win over the policy, but not before controller 1.11.1; the policy works on all.
    timeoutsIn: 'policy',
    plan: (policy) => plan(policy, options),
    policies: (policy, target) => [
      routePolicy(policy, options, target),
      ...target.services.map((service) => healthCheck(options.healthProbePath, service)),
    ],
    attach,
  };
}

function plan({ affinity }: StreamPolicy, { albControllerVersion, healthProbePath, managedCookie }: AgcOptions): Stretch {
  return {
    settings: [
      totalLimit('disabled', albControllerVersion, about.routeTimeout),
      ...fixedSettings,
      planAffinity(affinity, albControllerVersion, managedCookie),
      set('health-probe-path', healthProbePath, about.probe),
      retriesUnknown,
    ],
    remarks: versionRemarks(albControllerVersion, true),
  };
}

function planAffinity(affinity: Affinity, version: string | undefined, managed = false): Setting {
  if (affinity.kind !== 'cookie') return noAffinity;
  const made = managed
    ? cookie(MANAGED_COOKIE, facts.managedCookie.fixed, version)
    : cookie(affinity.name, affinity.lifetime, version);
  return set('affinity', made, about.affinity);
}

/** The one policy that a route may have: it carries both the timeout and the affinity. */
function routePolicy(
  { affinity }: StreamPolicy,
  { albControllerVersion, managedCookie }: AgcOptions,
  { route }: RouteTarget,
): KubeObject {
  const annotations = albControllerVersion === undefined ? {} : { annotations: { [VERSION_ANNOTATION]: albControllerVersion } };
  return {
    apiVersion: API_VERSION,
    kind: 'RoutePolicy',
    metadata: { name: route, ...annotations },
    spec: {
      targetRef: { group: ROUTE_GROUP, kind: 'HTTPRoute', name: route },
      default: {
        timeouts: { routeTimeout: '0s' },
        ...(affinity.kind === 'cookie' ? { sessionAffinity: sessionAffinity(affinity, managedCookie) } : {}),
      },
    },
  };
}

function attach(gateway: AgcAttachment): GatewayAttachment {
  if ('albId' in gateway) {
    return { annotations: { [ALB_ID]: gateway.albId }, addresses: [{ type: ALB_FRONTEND, value: gateway.frontend }] };
  }
  return { annotations: { [ALB_NAMESPACE]: gateway.albNamespace, [ALB_NAME]: gateway.albName } };
}
