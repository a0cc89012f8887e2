import type { Remark } from '../../../../path/hop';
import { rejected } from '../../../../path/remark';
import { idleLimitFor } from '../../../../policy/allowances';
import type { StreamPolicy } from '../../../../policy/stream-policy';
import { durationIn } from '../../duration-in';
import { hasNewShape } from '../../session-persistence';
import { plannedRemarks } from '../../session-remarks';
import { ngfFacts as facts } from './facts';
import type { NginxGatewayFabricOptions } from './options';
import { setByApplication } from './read-method';
import { writtenTime } from './settings';
import { versionRemarks, type Needed } from './versions';

/** What of a policy, or of the options, this product or this version of it cannot do. */
export function planRemarks(policy: StreamPolicy, options: NginxGatewayFabricOptions): Remark[] {
  return [
    ...versionRemarks(options.version, neededFor(policy, options)),
    ...timeRemarks(policy, options),
    ...cookieRemarks(policy, options),
  ];
}

function neededFor({ affinity }: StreamPolicy, { cookie }: NginxGatewayFabricOptions): Needed[] {
  const bySetter = { application: ['method'], 'nginx-plus': ['plusOnly'] } as const;
  const forAffinity = {
    none: [],
    'client-ip': ['method'],
    cookie: cookie === undefined ? [] : bySetter[cookie.setBy],
  } as const;
  return ['readTimeout', 'buffering', ...forAffinity[affinity.kind]];
}

function timeRemarks(policy: StreamPolicy, { drainTimeout }: NginxGatewayFabricOptions): Remark[] {
  const idle = idleLimitFor(policy);
  return [
    ...(writtenTime(idle) === undefined
      ? [tooFine(`the read timeout is to be ${idle}`, "set the policy's heartbeat to a whole number of seconds, or of minutes")]
      : []),
    ...(drainTimeout !== undefined && durationIn(drainTimeout) === undefined
      ? [rejected(`drainTimeout is "${drainTimeout}"`, 'it takes a number with a unit', 'write it as 1h or 90s', facts.drain)]
      : []),
  ];
}

const tooFine = (found: string, fix: string): Remark =>
  rejected(found, 'it takes one whole number, four digits at most, of ms, s, m or h', fix, facts.times);

function cookieRemarks({ affinity }: StreamPolicy, { cookie }: NginxGatewayFabricOptions): Remark[] {
  if (affinity.kind !== 'cookie' || cookie === undefined) return [];
  if (cookie.setBy === 'application') return [...nameRemarks(cookie.name), setByApplication(cookie.name)];
  const { lifetime } = affinity;
  return [
    ...plannedRemarks(affinity, cookie),
    ...(hasNewShape(cookie) ? [lostName(cookie.experimentalCrds)] : []),
    ...(writtenTime(lifetime) === undefined
      ? [tooFine(`the lifetime of the cookie is to be ${lifetime}`, "set the policy's affinity.lifetime to such a time")]
      : []),
  ];
}

function nameRemarks(name: string): Remark[] {
  if (/^[a-z_]+$/.test(name)) return [];
  return [
    rejected(
      `cookie.name is "${name}"`,
      'nginx hashes cookies whose names have lower-case letters and underscores only',
      'set it to such a name, as sse_route, and have the application set that cookie',
      facts.hashKey,
    ),
  ];
}

const lostName = (crds: string): Remark =>
  rejected(
    `cookie.experimentalCrds is "${crds}"`,
    'NGINX Gateway Fabric does not know the shape of Gateway API v1.7, and loses the name of the cookie',
    'stay on CRDs before v1.7, or have the application set the cookie',
    facts.sessionInNextShape,
  );
