import { listAt } from '../../kubernetes/ingress';
import { describe, suppressionsOf } from '../../kubernetes/object';
import type { Hop } from '../../path/hop';
import { byDefault, set, unknown, type Aspect, type AspectValues, type Setting } from '../../path/setting';
import { about, controllerSettings, partOf } from './about';
import { isTrue, mayInherit, passes, timeOf, written, type Served } from './annotations';
import { f5NginxFacts as facts } from './facts';
import { readAffinity } from './read-affinity';
import { combinationRemarks } from './read-remarks';
import { everyIngress } from './remarks';
import { valueRemarks } from './value-remarks';

/** What an Ingress of the F5 NGINX controller is on the way to one of its Services. */
export function readF5NginxIngress(served: Served, service: string): Hop {
  return {
    type: 'ingress-f5-nginx',
    object: describe(served.ingress),
    layer: 'http',
    settings: [
      readTimeout(served, about.readTimeout),
      readTimeout(served, about.sendTimeout),
      readSwitch(served, about.buffering, 'response-buffering', 'on', { yes: 'on', no: 'off' }),
      readAffinity(served, service),
      readSwitch(served, about.upstream, 'balances-over', 'pods', { yes: 'service', no: 'pods' }),
      readRetry(served),
      readTransport(served),
      ...controllerSettings,
    ],
    remarks: [...everyIngress, ...valueRemarks(served), ...combinationRemarks(served)],
    suppressed: suppressionsOf(served.ingress),
  };
}

type About = (typeof about)[keyof typeof about] & { readonly key: string };

/** What a written value comes to; what the master or a refused value would be is unknown. */
function readAs<A extends Aspect>(
  served: Served,
  which: About,
  aspect: A,
  byItself: AspectValues[A],
  meaning: (value: string) => AspectValues[A] | undefined,
): Setting {
  const found = written(served, which.name);
  if (found === undefined) {
    return mayInherit(served, which.name)
      ? unknown(aspect, `${which.name} of its master is not in the input`, which)
      : byDefault(aspect, byItself, which);
  }
  const own = { ...which, key: found.key };
  const value = passes(which.name, found.value) ? meaning(found.value) : undefined;
  return value === undefined
    ? unknown(aspect, `${found.key} is "${found.value}", which is refused`, own)
    : set(aspect, value, own);
}

const readTimeout = (served: Served, which: typeof about.readTimeout | typeof about.sendTimeout): Setting =>
  readAs(served, which, 'idle-limit', which.fact.default, timeOf);

const readSwitch = <A extends Aspect>(
  served: Served,
  which: About,
  aspect: A,
  byItself: AspectValues[A],
  { yes, no }: { readonly yes: AspectValues[A]; readonly no: AspectValues[A] },
): Setting => readAs(served, which, aspect, byItself, (value) => (isTrue(value) ? yes : no));

function readRetry(served: Served): Setting {
  const tries = written(served, 'proxy-next-upstream-tries');
  if (tries !== undefined && Number(tries.value) === 1) return set('retry', 'off', { ...about.retry, key: tries.key });
  return readAs(served, about.retry, 'retry', retryOf(facts.nextUpstream.default), retryOf);
}

function retryOf(conditions: string): AspectValues['retry'] {
  const words = conditions.split(/\s+/);
  return words.includes('off') ? 'off' : words.includes('timeout') ? 'when-slow' : 'when-refused';
}

/** A minion has the TLS of its master. */
function readTransport(served: Served): Setting {
  const { ingress, master } = served;
  if (partOf(ingress) === 'minion' && master === undefined) {
    return unknown('transport', 'TLS is that of its master, which is not in the input', about.tls);
  }
  const holder = master === undefined ? about.tls : { ...about.tls, key: `Ingress/${master.metadata.name} ${about.tls.key}` };
  if (listAt(master ?? ingress, 'spec', 'tls').length > 0) {
    const redirect = written(served, 'ssl-redirect');
    return redirect === undefined || !passes('ssl-redirect', redirect.value) || isTrue(redirect.value)
      ? set('transport', 'tls', holder)
      : set('transport', 'tls-and-plain', { ...holder, key: redirect.key });
  }
  const redirect = written(served, 'redirect-to-https');
  return redirect !== undefined && isTrue(redirect.value)
    ? unknown('transport', 'redirect-to-https sends plain requests to https, which must end at a proxy in front', holder)
    : byDefault('transport', 'plain', holder);
}
