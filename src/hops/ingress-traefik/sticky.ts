import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { byDefault, set, unknown, type CookieAffinity, type Setting } from '../../path/setting';
import { Duration } from '../../policy/duration';
import { sameSiteOf } from '../same-site';
import { about, serviceKeyOf, STICKY } from './about';
import { annotationsOf, isTrue } from './annotations';

/** What the annotations of a Service make of affinity. */
export function readAffinity(service: KubeObject | undefined, name: string): Setting {
  if (service === undefined) {
    return unknown('affinity', `the annotations of Service ${name} are not in the input`, about.noAffinity);
  }
  const annotations = annotationsOf(service);
  const valueOf = (key: string): string | undefined => annotations.get(`${STICKY}.${key}`)?.value;
  const itself = annotations.get(STICKY)?.value;
  const isOn = itself === undefined ? hasParts(service) : itself === '' || itself.toLowerCase() === 'true';
  if (!isOn) return byDefault('affinity', { kind: 'none' }, about.noAffinity);
  return set('affinity', cookieOf(valueOf, name), about.cookie);
}

/** The cookie that Traefik makes of what is written, by its keys in small letters. */
export function cookieOf(valueOf: (key: string) => string | undefined, service: string): CookieAffinity {
  const name = valueOf('name') ?? '';
  return {
    kind: 'cookie',
    // Computed from the Service: no other cookie has it.
    name: name === '' ? `of ${service}` : name.replace(/[^\w!#$%&'*+.^`|~-]/g, '_'),
    lifetime: lifetimeOf(valueOf('maxage')),
    path: valueOf('path') ?? '/',
    secure: isTrue(valueOf('secure')),
    // In small letters; for any other spelling the cookie has none.
    sameSite: /^[a-z]*$/.test(valueOf('samesite') ?? '') ? sameSiteOf(valueOf('samesite')) : 'unset',
    pins: 'pod',
  };
}

/** Any part of the cookie switches it on, where nothing switches it off. */
export const hasParts = (service: KubeObject): boolean =>
  [...annotationsOf(service).keys()].some((key) => key.startsWith(`${STICKY}.`));

function lifetimeOf(maxAge: string | undefined): CookieAffinity['lifetime'] {
  if (maxAge === undefined || !/^[+-]?\d{1,12}$/.test(maxAge)) return maxAge === undefined ? 'session' : 'unknown';
  const seconds = Number(maxAge);
  return seconds === 0 ? 'session' : Duration.seconds(Math.max(0, seconds));
}

export function readBalancing(service: KubeObject | undefined, name: string): Setting {
  if (service === undefined) {
    return unknown('balances-over', `the annotations of Service ${name} are not in the input`, about.balances);
  }
  const annotations = annotationsOf(service);
  const isOn = (key: string): boolean => isTrue(annotations.get(key)?.value);
  const isOfNodes = valueAt(service, ['spec', 'type']) === 'NodePort';
  const switches = { nativelb: isOn('service.nativelb'), nodeportlb: isOfNodes && isOn('service.nodeportlb') };
  return balancingOf(switches, (key) => serviceKeyOf(`service.${key}`));
}

/** By the switches that send to something else than pods. */
export function balancingOf(
  { nativelb, nodeportlb }: { readonly nativelb: boolean; readonly nodeportlb: boolean },
  keyFor: (name: 'nativelb' | 'nodeportlb') => string,
): Setting {
  const native = { ...about.balances, key: keyFor('nativelb') };
  if (nodeportlb) return set('balances-over', 'nodes', { ...about.balances, name: 'nodeportlb', key: keyFor('nodeportlb') });
  if (nativelb) return set('balances-over', 'service', native);
  return byDefault('balances-over', 'pods', native);
}
