import type { KubeObject } from '../../../../kubernetes/object';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import { idleLimitFor } from '../../../../policy/allowances';
import { textOf } from '../../../../policy/stream-path';
import type { StreamPolicy } from '../../../../policy/stream-policy';
import type { GatewayCompanions, HttpRouteImplementation, RouteTarget, Stretch } from '../../implementation';
import { CRDS_ANNOTATION, sessionFor } from '../../session-persistence';
import {
  about,
  API_VERSION,
  GROUP,
  NO_CLASS,
  PLUS_ANNOTATION,
  PROXY_API_VERSION,
  ROUTE_GROUP,
  VERSION_ANNOTATION,
} from './about';
import { applicationCookie } from '../../../application-cookie';
import { ngfFacts as facts } from './facts';
import { drainTimeFor, type NginxGatewayFabricOptions } from './options';
import { planRemarks } from './plan-remarks';
import { ngfReader } from './read';
import { unknownGateway } from './read-gateway';
import { byAddress, fixedSettings, noAffinity, plusCookie, retriesSlow, writtenTime } from './settings';

/** NGINX Gateway Fabric, with a ProxySettingsPolicy for the route, UpstreamSettingsPolicies for its Services and an NginxProxy for a new Gateway. */
export function nginxGatewayFabric(options: NginxGatewayFabricOptions = {}): HttpRouteImplementation<object> {
  const { gatewayClassName = ngfReader.gatewayClass, cookie } = options;
  return {
    ...ngfReader,
    gatewayClass: gatewayClassName,
    cannot: cookie === undefined ? { cookie: facts.plusOnly } : {},
    instead:
      'have the application set a cookie and name it in the option cookie; or run NGINX Plus with the experimental CRDs and say so there',
    // The rule's own timeouts are ignored.
    timeoutsIn: 'policy',
    plan: (policy, gateway) => plan(policy, options, gateway),
    inRule: ({ affinity }) =>
      affinity.kind === 'cookie' && cookie?.setBy === 'nginx-plus' ? { sessionPersistence: sessionFor(affinity, cookie) } : {},
    policies: (policy, target) => [
      proxySettings(policy, options, target),
      ...target.services.flatMap((service) => upstreamSettings(policy, options, service)),
    ],
    attach: () => ({ annotations: {} }),
    besideGateway: (policy, gatewayName) => besideGateway(policy, options, gatewayName),
  };
}

function plan(policy: StreamPolicy, options: NginxGatewayFabricOptions, gateway: 'new' | 'existing'): Stretch {
  return {
    settings: [
      set('idle-limit', idleLimitFor(policy), about.readTimeout),
      set('response-buffering', 'off', about.buffering),
      retriesSlow,
      planAffinity(policy, options),
      ...(gateway === 'new' ? planGateway(policy, options) : unknownGateway),
      ...fixedSettings,
    ],
    remarks: planRemarks(policy, options),
  };
}

function planAffinity({ affinity, paths }: StreamPolicy, { cookie }: NginxGatewayFabricOptions): Setting {
  if (affinity.kind === 'client-ip') return set('affinity', byAddress, about.ipHash);
  if (affinity.kind === 'none' || cookie === undefined) return noAffinity;
  return cookie.setBy === 'application'
    ? set('affinity', applicationCookie(cookie.name), about.cookieHash)
    : set('affinity', plusCookie(affinity.name, affinity.lifetime, paths.map(textOf)), about.session);
}

/** The NginxProxy of the class is merged into the one made here, and what this one does not say is not known. */
function planGateway(policy: StreamPolicy, options: NginxGatewayFabricOptions): Setting[] {
  return [
    byDefault('drain-limit', facts.reload.default, about.reload),
    set('drain-limit', drainTimeFor(policy, options), about.drain),
    policy.affinity.kind === 'client-ip'
      ? set('client-address', 'kept', about.clientAddress)
      : unknown('client-address', NO_CLASS, about.clientAddress),
    set('http2', 'on', about.http2),
  ];
}

function proxySettings(policy: StreamPolicy, options: NginxGatewayFabricOptions, { route }: RouteTarget): KubeObject {
  const read = writtenTime(idleLimitFor(policy));
  const annotations = annotationsFor(policy, options);
  return {
    apiVersion: API_VERSION,
    kind: 'ProxySettingsPolicy',
    metadata: { name: route, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
    spec: {
      targetRefs: [{ group: ROUTE_GROUP, kind: 'HTTPRoute', name: route }],
      buffering: { disable: true },
      ...(read === undefined ? {} : { timeout: { read } }),
    },
  };
}

/** What the cluster is, for readers: no object of it says so. */
function annotationsFor({ affinity }: StreamPolicy, { version, cookie }: NginxGatewayFabricOptions): Record<string, string> {
  const isPlus = affinity.kind === 'cookie' && cookie?.setBy === 'nginx-plus';
  return {
    ...(version === undefined ? {} : { [VERSION_ANNOTATION]: version }),
    ...(isPlus ? { [PLUS_ANNOTATION]: 'true', [CRDS_ANNOTATION]: cookie.experimentalCrds } : {}),
  };
}

function upstreamSettings({ affinity }: StreamPolicy, { cookie }: NginxGatewayFabricOptions, service: string): KubeObject[] {
  const targetRefs = [{ group: 'core', kind: 'Service', name: service }];
  const made = (spec: object): KubeObject => ({
    apiVersion: API_VERSION,
    kind: 'UpstreamSettingsPolicy',
    metadata: { name: service },
    spec: { targetRefs, ...spec },
  });
  if (affinity.kind === 'client-ip') return [made({ loadBalancingMethod: 'ip_hash' })];
  if (affinity.kind === 'none' || cookie?.setBy !== 'application') return [];
  return [made({ loadBalancingMethod: 'hash consistent', hashMethodKey: `$cookie_${cookie.name}` })];
}

function besideGateway(policy: StreamPolicy, options: NginxGatewayFabricOptions, name: string): GatewayCompanions {
  const seconds = Math.ceil(drainTimeFor(policy, options).milliseconds / 1000);
  const proxy: KubeObject = {
    apiVersion: PROXY_API_VERSION,
    kind: 'NginxProxy',
    metadata: { name },
    spec: {
      disableHTTP2: false,
      kubernetes: {
        deployment: { pod: { terminationGracePeriodSeconds: seconds } },
        ...(policy.affinity.kind === 'client-ip' ? { service: { externalTrafficPolicy: 'Local' } } : {}),
      },
    },
  };
  return { infrastructure: { parametersRef: { group: GROUP, kind: 'NginxProxy', name } }, objects: [proxy] };
}
