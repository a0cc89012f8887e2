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
  const cookieName = valueOf('name') ?? '';
  return set(
    'affinity',
    {
      kind: 'cookie',
      // Computed from the Service: no other cookie has it.
      name: cookieName === '' ? `of ${name}` : cookieName.replace(/[^\w!#$%&'*+.^`|~-]/g, '_'),
      lifetime: lifetimeOf(valueOf('maxage')),
      path: valueOf('path') ?? '/',
      secure: isTrue(valueOf('secure')),
      sameSite: sameSiteOf(valueOf('samesite')),
      pins: 'pod',
    },
    about.cookie,
  );
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
  const isOfNodes = valueAt(service, ['spec', 'type']) === 'NodePort';
  if (isOfNodes && isTrue(annotations.get('service.nodeportlb')?.value)) {
    return set('balances-over', 'nodes', { ...about.balances, name: 'nodeportlb', key: serviceKeyOf('service.nodeportlb') });
  }
  if (isTrue(annotations.get('service.nativelb')?.value)) return set('balances-over', 'service', about.balances);
  return byDefault('balances-over', 'pods', about.balances);
}
