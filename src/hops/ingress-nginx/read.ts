import { classKeyOf, classOf } from '../../kubernetes/ingress';
import { describe, suppressionsOf, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Hop } from '../../path/hop';
import { byDefault, fixed, set, unknown, type Setting } from '../../path/setting';
import { Duration } from '../../policy/duration';
import { isRunByAks } from '../ingress-controllers';
import { about, controllerSettings, keyOf } from './about';
import { allowedRemarks } from './allowed-remarks';
import { droppedRemarks, heeded, integerOf, isTrue, refusedRemarks } from './annotations';
import { behaviorOfMain } from './canary-remarks';
import { configMapRemarks, toldAlone, toldSeconds, toldSetting, toldSwitch } from './config-map';
import { nginxFacts as facts } from './facts';
import { readAffinity } from './read-cookie';
import { limitRemarks } from './limit-remarks';
import { mayPassThrough, passedThrough } from './passthrough';
import { combinationRemarks } from './read-remarks';
import { refusedFileRemarks } from './refused-file';
import { classRemarks } from './remarks';
import { sharedCookieRemarks } from './shared-cookie';
import { sharedHostRemarks } from './shared-host';
import { sharedServiceRemarks } from './shared-service';
import { unreadRemarks } from './unread-remarks';

/** What the input has beside an Ingress of the NGINX controller. */
export interface Beside {
  /** Other Ingresses. */
  readonly others?: readonly KubeObject[];
  /** Those that may be the controller's own. */
  readonly configMaps?: readonly KubeObject[];
}

/** What an Ingress of the NGINX controller is, by itself and by what is beside it. */
export function readNginxIngress(ingress: KubeObject, { others = [], configMaps: all = [] }: Beside = {}): Hop {
  const hop = { type: 'ingress-nginx', object: describe(ingress), layer: 'http', suppressed: suppressionsOf(ingress) } as const;
  // Nobody may edit the one of AKS.
  const configMaps = isRunByAks(classOf(ingress)) ? [] : all;
  const ofController = configMaps.length === 0 ? controllerSettings(classOf(ingress)) : toldAlone(configMaps);
  const ofClass = classRemarks(classOf(ingress), classKeyOf(ingress), ofController);
  if (mayPassThrough(ingress)) return { ...hop, settings: passedThrough, remarks: ofClass };
  const transport = readTransport(ingress);
  const onlyTls = transport.origin !== 'unknown' && transport.value === 'tls';
  return {
    ...hop,
    settings: [
      readTimeout(ingress, configMaps, about.readTimeout),
      readTimeout(ingress, configMaps, about.sendTimeout),
      fixed('total-limit', facts.noTotalLimit.fixed, about.total),
      readBuffering(ingress, configMaps),
      readAffinity(ingress, onlyTls ? 'tls' : 'other'),
      readUpstream(ingress),
      readRetry(ingress, configMaps),
      transport,
      ...ofController,
    ],
    remarks: [
      ...ofClass,
      ...droppedRemarks(ingress),
      ...refusedRemarks(ingress),
      ...refusedFileRemarks(ingress),
      ...allowedRemarks(ingress, configMaps),
      ...unreadRemarks(ingress),
      ...configMapRemarks(configMaps),
      ...combinationRemarks(ingress),
      ...behaviorOfMain(ingress),
      ...limitRemarks(ingress, configMaps),
      ...sharedServiceRemarks(ingress, others),
      ...sharedCookieRemarks(ingress, others),
      ...sharedHostRemarks(ingress, others),
    ],
  };
}

type ConfigMaps = readonly KubeObject[];

function readTimeout(
  ingress: KubeObject,
  configMaps: ConfigMaps,
  which: typeof about.readTimeout | typeof about.sendTimeout,
): Setting {
  const seconds = integerOf(ingress, which.name);
  if (seconds !== undefined && seconds >= 0) return set('idle-limit', Duration.seconds(seconds), which);
  return toldSetting(configMaps, 'idle-limit', which.name, toldSeconds) ?? byDefault('idle-limit', which.fact.default, which);
}

function readBuffering(ingress: KubeObject, configMaps: ConfigMaps): Setting {
  const { name } = about.buffering;
  const value = heeded(ingress, name)?.trim();
  if (value === 'on' || value === 'off') return set('response-buffering', value, about.buffering);
  return (
    toldSetting(configMaps, 'response-buffering', name, toldSwitch) ??
    byDefault('response-buffering', facts.buffering.default, about.buffering)
  );
}

function readUpstream(ingress: KubeObject): Setting {
  return isTrue(heeded(ingress, 'service-upstream'))
    ? set('balances-over', 'service', about.upstream)
    : byDefault('balances-over', 'pods', about.upstream);
}

function readRetry(ingress: KubeObject, configMaps: ConfigMaps): Setting {
  const { name } = about.retry;
  if (integerOf(ingress, 'proxy-next-upstream-tries') === 1) {
    return set('retry', 'off', { ...about.retry, key: keyOf('proxy-next-upstream-tries') });
  }
  const conditions = heeded(ingress, name);
  if (conditions !== undefined) return set('retry', retryBy(conditions), about.retry);
  return toldSetting(configMaps, 'retry', name, retryBy) ?? byDefault('retry', retryBy(facts.nextUpstream.default), about.retry);
}

function retryBy(conditions: string): 'off' | 'when-slow' | 'when-refused' {
  const words = conditions.split(/\s+/);
  return words.includes('off') ? 'off' : words.includes('timeout') ? 'when-slow' : 'when-refused';
}

function readTransport(ingress: KubeObject): Setting {
  const tls = valueAt(ingress, ['spec', 'tls']);
  if (Array.isArray(tls) && tls.length > 0) {
    const redirect = heeded(ingress, 'ssl-redirect');
    return redirect === undefined || isTrue(redirect)
      ? set('transport', 'tls', about.tls)
      : set('transport', 'tls-and-plain', { ...about.tls, key: keyOf('ssl-redirect') });
  }
  return isTrue(heeded(ingress, 'force-ssl-redirect'))
    ? unknown('transport', 'force-ssl-redirect sends plain requests to https, which must end at a proxy in front', about.tls)
    : byDefault('transport', 'plain', about.tls);
}
