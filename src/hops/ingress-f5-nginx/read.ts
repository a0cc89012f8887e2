import { listAt } from '../../kubernetes/ingress';
import { describe, suppressionsOf } from '../../kubernetes/object';
import type { Hop } from '../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { partOf } from '../ingress-controllers';
import { about, controllerSettings } from './about';
import { isTrue, mayInherit, passes, written, type Served } from './annotations';
import { readAffinity } from './read-affinity';
import { combinationRemarks } from './read-remarks';
import { readProxying, type Values } from './read-values';
import { everyIngress } from './remarks';
import { valueRemarks } from './value-remarks';

/** What an Ingress of the F5 NGINX controller is on the way to one of its Services. */
export function readF5NginxIngress(served: Served, service: string): Hop {
  return {
    type: 'ingress-f5-nginx',
    object: describe(served.ingress),
    layer: 'http',
    settings: [
      ...readProxying(valuesOf(served), about),
      readAffinity(served, service),
      readTransport(served),
      ...controllerSettings,
    ],
    remarks: [...everyIngress, ...valueRemarks(served), ...combinationRemarks(served)],
    suppressed: suppressionsOf(served.ingress),
  };
}

const valuesOf = (served: Served): Values => ({
  found: (name) => {
    const found = written(served, name);
    return found && { ...found, isTaken: passes(name, found.value) };
  },
  mayInherit: (name) => mayInherit(served, name),
});

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
