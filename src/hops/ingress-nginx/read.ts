import { classKeyOf, classOf } from '../../kubernetes/ingress';
import { describe, suppressionsOf, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Hop } from '../../path/hop';
import { byDefault, fixed, set, unknown, type Setting } from '../../path/setting';
import { Duration } from '../../policy/duration';
import { about, controllerSettings, keyOf } from './about';
import { heeded, integerOf, isTrue, valueRemarks } from './annotations';
import { nginxFacts as facts } from './facts';
import { readAffinity } from './read-cookie';
import { mayPassThrough, passedThrough } from './passthrough';
import { combinationRemarks } from './read-remarks';
import { classRemarks } from './remarks';
import { sharedHostRemarks } from './shared-host';
import { sharedServiceRemarks } from './shared-service';

/** What an Ingress of the NGINX controller is, beside the other Ingresses of the input. */
export function readNginxIngress(ingress: KubeObject, others: readonly KubeObject[] = []): Hop {
  const hop = { type: 'ingress-nginx', object: describe(ingress), layer: 'http', suppressed: suppressionsOf(ingress) } as const;
  const ofClass = classRemarks(classOf(ingress), classKeyOf(ingress));
  if (mayPassThrough(ingress)) return { ...hop, settings: passedThrough, remarks: ofClass };
  const transport = readTransport(ingress);
  const onlyTls = transport.origin !== 'unknown' && transport.value === 'tls';
  return {
    ...hop,
    settings: [
      readTimeout(ingress, about.readTimeout),
      readTimeout(ingress, about.sendTimeout),
      fixed('total-limit', facts.noTotalLimit.fixed, about.total),
      readBuffering(ingress),
      readAffinity(ingress, onlyTls ? 'tls' : 'other'),
      readUpstream(ingress),
      readRetry(ingress),
      transport,
      ...controllerSettings(classOf(ingress)),
    ],
    remarks: [
      ...ofClass,
      ...valueRemarks(ingress),
      ...combinationRemarks(ingress),
      ...sharedServiceRemarks(ingress, others),
      ...sharedHostRemarks(ingress, others),
    ],
  };
}

function readTimeout(ingress: KubeObject, which: typeof about.readTimeout | typeof about.sendTimeout): Setting {
  const seconds = integerOf(ingress, which.name);
  if (seconds === undefined || seconds < 0) return byDefault('idle-limit', which.fact.default, which);
  return set('idle-limit', Duration.seconds(seconds), which);
}

function readBuffering(ingress: KubeObject): Setting {
  const value = heeded(ingress, 'proxy-buffering')?.trim();
  return value === 'on' || value === 'off'
    ? set('response-buffering', value, about.buffering)
    : byDefault('response-buffering', facts.buffering.default, about.buffering);
}

function readUpstream(ingress: KubeObject): Setting {
  return isTrue(heeded(ingress, 'service-upstream'))
    ? set('balances-over', 'service', about.upstream)
    : byDefault('balances-over', 'pods', about.upstream);
}

function readRetry(ingress: KubeObject): Setting {
  const conditions = heeded(ingress, 'proxy-next-upstream');
  const words = (conditions ?? facts.nextUpstream.default).split(/\s+/);
  if (integerOf(ingress, 'proxy-next-upstream-tries') === 1) {
    return set('retry', 'off', { ...about.retry, key: keyOf('proxy-next-upstream-tries') });
  }
  const value = words.includes('off') ? 'off' : words.includes('timeout') ? 'when-slow' : 'when-refused';
  return (conditions === undefined ? byDefault : set)('retry', value, about.retry);
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
