import { idleLimitFor } from '../../policy/allowances';
import { Duration, shortest } from '../../policy/duration';
import type { StreamPolicy } from '../../policy/stream-policy';
import { misfits } from '../../path/fit';
import type { Hop, Remark } from '../../path/hop';
import { fixed, set, unknown, type Setting } from '../../path/setting';
import { about, aboutBackendSetting, aboutProbe, affinityCookie, poolSetting, PUBLIC_IP_NOT_GIVEN } from './about';
import { choosesAmong, isExternal, requestTimeoutFact } from './backends';
import { applicationGatewayFacts as facts } from './facts';
import * as remarks from './remarks';

/** The name of the stream's own pool, backend setting, listener, rule and probe on a gateway that we make. */
export const STREAM = 'stream';

interface Servers {
  readonly addresses: readonly string[];
  /** Whether they are public. Default: by the addresses, and a name may be. */
  readonly external?: boolean | undefined;
}

/** Who answers behind the gateway: addresses that Terraform writes, or pods that the ingress controller writes. */
type Backends = 'ingress-controller' | Servers;

/** What is to be known of a gateway to plan it. A value is undefined where only the deployment will know it. */
export interface ApplicationGatewayOptions {
  /** Such as `Application Gateway prices`. */
  readonly object: string;
  readonly frontend: 'new-public-ip' | 'existing-public-ip' | 'private';
  readonly backends: Backends;
  readonly probePath: string | undefined;
  readonly minCapacity: number | undefined;
  readonly maxCapacity: number | undefined;
  readonly zones: number | undefined;
  readonly keyVaultSecretId: string | undefined;
  readonly identities: number;
}

/** What an Application Gateway must be for the policy. */
export function planApplicationGateway(policy: StreamPolicy, options: ApplicationGatewayOptions): Hop {
  const settings = [
    planFrontend(policy, options.frontend),
    set('http2', 'on', about.http2),
    fixed('idle-limit', facts.http2Idle.fixed, about.http2Idle),
    set('response-buffering', 'off', about.responseBuffering),
    fixed('drain-limit', facts.maintenance.fixed, about.maintenance),
    ...(options.backends === 'ingress-controller' ? [] : planRoute(policy, options, options.backends)),
  ];
  return {
    type: 'application-gateway',
    object: options.object,
    layer: 'http',
    settings,
    remarks: [...misfits(settings), ...planRemarks(policy, options)],
    suppressed: {},
  };
}

function planFrontend(policy: StreamPolicy, frontend: ApplicationGatewayOptions['frontend']): Setting {
  if (frontend === 'private') return fixed('idle-limit', facts.privateIpIdle.fixed, about.privateIpIdle);
  if (frontend === 'existing-public-ip') return unknown('idle-limit', PUBLIC_IP_NOT_GIVEN, about.publicIpIdle);
  return set('idle-limit', publicIpIdleFor(policy), about.publicIpIdle);
}

function planRoute(policy: StreamPolicy, { probePath }: ApplicationGatewayOptions, backends: Servers): Setting[] {
  const { addresses, external = isExternal(addresses) } = backends;
  const cookie = cookieFor(policy, addresses);
  const stream = aboutBackendSetting(STREAM);
  return [
    set('transport', 'tls', about.listeners),
    set('idle-limit', requestTimeoutFor(policy, external), { ...stream.requestTimeout, fact: requestTimeoutFact(external) }),
    set('drain-limit', drainFor(policy), stream.draining),
    set('affinity', cookie === undefined ? { kind: 'none' } : affinityCookie(cookie), stream.affinity),
    ...(probePath === undefined ? [] : [set('health-probe-path', probePath, aboutProbe(STREAM))]),
    poolSetting(STREAM, addresses),
  ];
}

function planRemarks(policy: StreamPolicy, options: ApplicationGatewayOptions): Remark[] {
  const { backends, minCapacity, maxCapacity, zones, keyVaultSecretId, identities } = options;
  return [
    ...(backends === 'ingress-controller' ? [] : planBackendRemarks(policy, backends)),
    ...(minCapacity === undefined ? [] : remarks.minCapacityRemarks(minCapacity)),
    ...(maxCapacity === undefined ? [] : remarks.maxCapacityRemarks(minCapacity, maxCapacity)),
    ...(zones === undefined ? [] : remarks.zoneRemarks(zones)),
    ...(keyVaultSecretId === undefined ? [] : remarks.certificateRemarks(keyVaultSecretId)),
    ...remarks.identityRemarks(identities),
  ];
}

function planBackendRemarks(policy: StreamPolicy, { addresses, external = isExternal(addresses) }: Servers): Remark[] {
  const { requestTimeout, affinity } = aboutBackendSetting(STREAM);
  if (addresses.length === 0) return remarks.noBackendRemarks(`backend_address_pool[${STREAM}]`);
  return [
    ...remarks.shortenedRemarks(requestTimeout.key, idleLimitFor(policy), requestTimeoutFor(policy, external)),
    ...(cookieFor(policy, addresses) === undefined ? [] : [remarks.drainingAffinity(affinity.key)]),
    ...(choosesAmong(addresses) ? [remarks.noClientIp] : []),
  ];
}

/** The next whole minute that the idle limit fits in. */
export function publicIpIdleFor(policy: StreamPolicy): Duration {
  const wanted = Duration.minutes(idleLimitFor(policy).toMinutesRoundedUp());
  return wanted.isShorterThan(facts.publicIpIdle.min) ? facts.publicIpIdle.min : wanted;
}

/** Four heartbeats, or the 4 minutes that an external backend may have. */
export function requestTimeoutFor(policy: StreamPolicy, external: boolean | undefined): Duration {
  const wanted = idleLimitFor(policy);
  return external === false ? wanted : (shortest([wanted, facts.externalRequestTimeout.max]) ?? wanted);
}

/** Streams may live on for their max age while the gateway takes a new configuration, as far as it can wait. */
export function drainFor(policy: StreamPolicy): Duration {
  return shortest([policy.maxAge.limit, facts.draining.max]) ?? facts.draining.max;
}

/**
 * The affinity cookie, where the policy asks for one and the gateway has a choice. Its name is not the policy's, because a
 * proxy behind the gateway sets that one, and each would overwrite the other's.
 */
export function cookieFor({ affinity }: StreamPolicy, addresses: readonly string[], setting?: string): string | undefined {
  if (affinity.kind !== 'cookie' || !choosesAmong(addresses)) return undefined;
  return [affinity.name, 'gateway', ...(setting === undefined ? [] : [setting])].join('-');
}
