import type { KubeObject } from '../../kubernetes/object';
import { byDefault, set, unknown, type HopAffinity, type Setting } from '../../path/setting';
import { Duration } from '../../policy/duration';
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
export function cookieOf(valueOf: (key: string) => string | undefined, service: string): Cookie {
  const name = valueOf('name') ?? '';
  return {
    kind: 'cookie',
    // Computed from the Service: no other cookie has it.
    name: name === '' ? `of ${service}` : name.replace(/[^\w!#$%&'*+.^`|~-]/g, '_'),
    lifetime: lifetimeOf(valueOf('maxage')),
    path: valueOf('path') ?? '/',
    secure: isTrue(valueOf('secure')),
    sameSite: SAME_SITE[valueOf('samesite') ?? ''] ?? 'unset',
    pins: 'pod',
  };
}

/** Any part of the cookie switches it on, where nothing switches it off. */
export const hasParts = (service: KubeObject): boolean =>
  [...annotationsOf(service).keys()].some((key) => key.startsWith(`${STICKY}.`));

type Cookie = Extract<HopAffinity, { kind: 'cookie' }>;

function lifetimeOf(maxAge: string | undefined): Cookie['lifetime'] {
  if (maxAge === undefined || !/^[+-]?\d{1,12}$/.test(maxAge)) return maxAge === undefined ? 'session' : 'unknown';
  const seconds = Number(maxAge);
  return seconds === 0 ? 'session' : Duration.seconds(Math.max(0, seconds));
}

/** In small letters; for any other spelling the cookie has none. */
const SAME_SITE: Readonly<Record<string, Cookie['sameSite']>> = { strict: 'Strict', lax: 'Lax', none: 'None' };

export function readBalancing(service: KubeObject | undefined, name: string): Setting {
  if (service === undefined) {
    return unknown('balances-over', `the annotations of Service ${name} are not in the input`, about.balances);
  }
  const annotations = annotationsOf(service);
  const isOn = (key: string): boolean => isTrue(annotations.get(key)?.value);
  return balancingOf({ nativelb: isOn('service.nativelb'), nodeportlb: isOn('service.nodeportlb') }, (key) =>
    serviceKeyOf(`service.${key}`),
  );
}

/** By the switches that send to something else than pods. */
export function balancingOf(
  { nativelb, nodeportlb }: { readonly nativelb: boolean; readonly nodeportlb: boolean },
  keyFor: (name: 'nativelb' | 'nodeportlb') => string,
): Setting {
  const native = { ...about.balances, key: keyFor('nativelb') };
  if (nativelb) return set('balances-over', 'service', native);
  if (nodeportlb) return set('balances-over', 'nodes', { ...about.balances, name: 'nodeportlb', key: keyFor('nodeportlb') });
  return byDefault('balances-over', 'pods', native);
}
