import { rejected } from '../../../../path/remark';
import { misfit } from '../../../../path/fit';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import { idleLimitFor } from '../../../../policy/allowances';
import { textOf } from '../../../../policy/stream-path';
import type { Affinity, StreamPolicy } from '../../../../policy/stream-policy';
import { NO_GATEWAY } from '../../about';
import type { Stretch } from '../../implementation';
import { hasNewShape } from '../../session-persistence';
import { plannedRemarks } from '../../session-remarks';
import { about } from './about';
import { envoyGatewayFacts as facts } from './facts';
import { drainTimeoutFor, type EnvoyGatewayOptions } from './options';
import { bySourceAddress, cookie, fixedSettings, newShape, noAffinity, sessionCookie, versionRemarks } from './settings';

/** What a route on Envoy Gateway must be for a policy. */
export function plan(policy: StreamPolicy, options: EnvoyGatewayOptions, gateway: 'new' | 'existing'): Stretch {
  const drain = drainTimeoutFor(policy, options);
  return {
    settings: [
      set('total-limit', 'disabled', about.requestTimeout),
      set('idle-limit', idleLimitFor(policy), about.streamIdle),
      planAffinity(policy, options),
      set('balances-over', 'pods', about.routing),
      byDefault('retry', 'off', about.retry),
      ...(options.healthProbePath === undefined ? [] : [set('health-probe-path', options.healthProbePath, about.probe)]),
      ...(gateway === 'new' && drain !== undefined
        ? [set('drain-limit', drain, about.drain), planClientAddress(policy.affinity), byDefault('http2', 'on', about.http2)]
        : [
            unknown('drain-limit', NO_GATEWAY, about.drain),
            unknown('client-address', NO_GATEWAY, about.clientAddress),
            unknown('http2', NO_GATEWAY, about.http2),
          ]),
      ...fixedSettings,
    ],
    remarks: [
      ...versionRemarks(options.version),
      ...notWritable(policy),
      ...(policy.affinity.kind === 'cookie' && options.sessionPersistence !== undefined
        ? plannedRemarks(policy.affinity, options.sessionPersistence)
        : []),
      ...(drain === undefined ? [notADuration(options)] : []),
    ],
  };
}

function planAffinity({ affinity, paths }: StreamPolicy, { sessionPersistence }: EnvoyGatewayOptions): Setting {
  switch (affinity.kind) {
    case 'none':
      return noAffinity;
    case 'client-ip':
      return set('affinity', bySourceAddress, about.sourceAddress);
    case 'cookie': {
      if (sessionPersistence !== undefined) {
        const [path = '/'] = paths.map(textOf);
        const { name, lifetime } = affinity;
        return hasNewShape(sessionPersistence) ? newShape : set('affinity', sessionCookie(name, lifetime, path), about.session);
      }
      const attributes = { path: '/', secure: true, sameSite: 'Lax' } as const;
      return set('affinity', cookie(affinity.name, affinity.lifetime, attributes), about.affinity);
    }
  }
}

const planClientAddress = ({ kind }: Affinity): Setting =>
  (kind === 'client-ip' ? set : byDefault)('client-address', 'kept', about.clientAddress);

const notADuration = ({ drainTimeout }: EnvoyGatewayOptions): Remark =>
  rejected(`drainTimeout is "${drainTimeout}"`, 'it takes a number with a unit', 'write it as 1h or 90s', facts.drain);

/** What the pattern of the API cannot hold, the API server refuses. */
function notWritable(policy: StreamPolicy): Remark[] {
  const { affinity } = policy;
  const durations = [idleLimitFor(policy), ...(affinity.kind === 'cookie' ? [affinity.lifetime] : [])];
  return durations.flatMap((duration) => {
    const problem = misfit(duration, facts.longestDuration);
    if (problem === undefined) return [];
    return [rejected(`a duration of ${duration} is to be written`, problem, 'shorten it in the policy', facts.longestDuration)];
  });
}
