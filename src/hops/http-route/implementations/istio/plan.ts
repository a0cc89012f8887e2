import { ignored, rejected } from '../../../../path/remark';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import type { Affinity, StreamPolicy } from '../../../../policy/stream-policy';
import { NO_GATEWAY } from '../../about';
import { durationIn } from '../../duration-in';
import type { Stretch } from '../../implementation';
import { isAtLeast } from '../version';
import { about, NOT_PROVEN_ON_AKS } from './about';
import { appRoutingFacts } from './app-routing-facts';
import { istioFacts as facts } from './facts';
import { meshFacts } from './mesh-facts';
import { drainFor, INSTALLATIONS, keepsAddress, usesSession, type IstioOptions } from './options';
import { bySourceAddress, fixedSettings, hashedCookie, neverAffinity, noAffinity, sessionCookie } from './settings';

/** What a route on Istio must be for the policy. */
export function plan(policy: StreamPolicy, options: IstioOptions, gateway: 'new' | 'existing'): Stretch {
  return {
    settings: [
      set('total-limit', 'disabled', about.request),
      byDefault('idle-limit', facts.streamIdle.default, about.streamIdle),
      planAffinity(policy.affinity, options),
      byDefault('retry', 'when-refused', about.retry),
      ...fixedSettings,
      ...(gateway === 'new'
        ? [planDrain(policy, options), planClientAddress(policy, options), byDefault('http2', facts.http2.default, about.http2)]
        : [
            unknown('drain-limit', NO_GATEWAY, about.drain),
            unknown('client-address', NO_GATEWAY, about.clientAddress),
            unknown('http2', NO_GATEWAY, about.http2),
          ]),
    ],
    remarks: [
      ...notADuration(options),
      ...versionRemarks(policy.affinity, options),
      ...noSwitch(options),
      ...unknownInstallation(options),
    ],
  };
}

function planAffinity(affinity: Affinity, options: IstioOptions): Setting {
  if (options.installation === 'app-routing') return neverAffinity;
  switch (affinity.kind) {
    case 'none':
      return noAffinity;
    case 'client-ip':
      return usesSession(options) ? noAffinity : set('affinity', bySourceAddress, about.sourceAddress);
    case 'cookie': {
      if (usesSession(options)) return set('affinity', sessionCookie(affinity.name), about.session);
      const attributes = { path: '/', secure: true, sameSite: 'Lax' } as const;
      return set('affinity', hashedCookie(affinity.name, affinity.lifetime, attributes), about.affinity);
    }
  }
}

function planDrain(policy: StreamPolicy, options: IstioOptions): Setting {
  const drain = drainFor(policy, options);
  if (options.installation === 'app-routing') return unknown('drain-limit', NOT_PROVEN_ON_AKS, about.aksDrain);
  return drain === undefined
    ? byDefault('drain-limit', facts.drain.default, about.drain)
    : set('drain-limit', drain, about.drain);
}

function planClientAddress({ affinity }: StreamPolicy, options: IstioOptions): Setting {
  return keepsAddress(affinity, options)
    ? set('client-address', 'kept', about.clientAddress)
    : byDefault('client-address', 'replaced', about.clientAddress);
}

function notADuration({ terminationDrainDuration: written }: IstioOptions): Remark[] {
  if (written === undefined || durationIn(written) !== undefined) return [];
  const found = `terminationDrainDuration is "${written}"`;
  return [rejected(found, 'it takes a number with a unit', 'write it as 1h or 90s', facts.drain)];
}

function versionRemarks({ kind }: Affinity, options: IstioOptions): Remark[] {
  const { min } = meshFacts.cookieAttributes;
  const version = options.installation === 'app-routing' ? undefined : options.version;
  if (version === undefined || kind !== 'cookie' || usesSession(options) || isAtLeast(version, min) === true) return [];
  return [
    rejected(
      `Istio is "${version}" and the cookie is to have the attributes Secure and SameSite`,
      `they are there from ${min} on`,
      `upgrade Istio to ${min} or later, and write its version as three numbers`,
      meshFacts.cookieAttributes,
    ),
  ];
}

/** Without types anything can be asked for. */
function unknownInstallation({ installation }: IstioOptions): Remark[] {
  if (INSTALLATIONS.includes(installation)) return [];
  const found = `installation is ${JSON.stringify(installation) ?? 'missing'}`;
  return [
    rejected(found, 'who runs Istio decides what it can do', `write one of ${INSTALLATIONS.join(', ')}`, facts.gatewayClass),
  ];
}

function noSwitch(options: IstioOptions): Remark[] {
  if (options.installation === 'self-managed' || !('persistentSession' in options)) return [];
  return [
    ignored(
      `persistentSession is set for an Istio that AKS runs (${options.installation})`,
      'no source says that AKS lets anybody switch the filter on',
      'remove persistentSession',
      appRoutingFacts.sessionSwitch,
    ),
  ];
}
