import type { KubeObject } from '../../../kubernetes/object';
import { valueAt } from '../../../kubernetes/owned-key';
import { byDefault, set, unknown, type Setting } from '../../../path/setting';
import { virtualServerFacts as facts } from './facts';

/** The TLS of a VirtualServer; undefined where it is not in the input. */
export function readTransport(server: KubeObject | undefined): Setting {
  const about = { name: 'TLS of the VirtualServer', key: 'spec.tls', fact: facts.redirect };
  if (server === undefined) return unknown('transport', 'TLS is that of its VirtualServer, which is not in the input', about);
  const tls = valueAt(server, ['spec', 'tls']);
  const isWritten = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
  if (isWritten(valueAt(server, ['spec', 'listener']))) {
    return unknown('transport', 'its listeners are in a GlobalConfiguration', { ...about, key: 'spec.listener' });
  }
  if (!isWritten(tls)) return byDefault('transport', 'plain', about);
  if (!isWritten(valueAt(tls, ['secret']))) {
    return unknown(
      'transport',
      'tls has no secret; whether the controller has one for all, or a proxy in front has TLS, it does not say',
      about,
    );
  }
  const redirect = { ...about, name: 'tls.redirect', key: 'spec.tls.redirect.enable' };
  if (valueAt(tls, ['redirect', 'enable']) !== true) return byDefault('transport', 'tls-and-plain', redirect);
  return valueAt(tls, ['redirect', 'basedOn']) === 'x-forwarded-proto'
    ? unknown('transport', 'it redirects by X-Forwarded-Proto, which a proxy in front must set', redirect)
    : set('transport', 'tls', redirect);
}
