import type { Fact } from '../../path/fact';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { applicationCookie } from '../application-cookie';
import { about, STICKY, STICKY_PLUS } from './about';
import { mayInherit, passes, textOf, written, type Served } from './annotations';
import { f5NginxFacts as facts } from './facts';
import { cookieOf, parseSticky, type StickyService } from './sticky';

const plusKey = `metadata.annotations["${STICKY_PLUS}"]`;

/** The list that the controller goes by, with where it stands: the one for both editions before that for NGINX Plus. */
export function stickyList({
  ingress,
}: Served): { text: string; key: string; list: readonly StickyService[] | undefined } | undefined {
  const own = textOf(ingress, STICKY);
  const plus: unknown = ingress.metadata.annotations?.[STICKY_PLUS];
  const text = own ?? (typeof plus === 'string' ? plus : undefined);
  return text === undefined ? undefined : { text, key: own === undefined ? plusKey : about.cookie.key, list: parseSticky(text) };
}

export function readAffinity(served: Served, service: string): Setting {
  const sticky = stickyList(served);
  if (sticky !== undefined && sticky.list === undefined) {
    return unknown('affinity', `${sticky.key} is refused`, { ...about.cookie, key: sticky.key });
  }
  const own = sticky?.list?.findLast((one) => one.service === service);
  if (sticky !== undefined && own !== undefined) {
    const fact = sticky.key === plusKey ? facts.stickyPlus : facts.sticky;
    return set('affinity', cookieOf(own.text), { ...about.cookie, key: sticky.key, fact });
  }
  return readMethod(served);
}

function readMethod(served: Served): Setting {
  const method = written(served, 'lb-method');
  if (method === undefined) {
    return mayInherit(served, 'lb-method')
      ? unknown('affinity', 'the lb-method of its master is not in the input', about.noAffinity)
      : byDefault('affinity', { kind: 'none' }, about.noAffinity);
  }
  const { value, key } = method;
  return passes('lb-method', value)
    ? affinityByMethod(value, key, about.noAffinity)
    : unknown('affinity', `${key} is "${value}", which is refused`, { ...about.hash, key });
}

/** What a load balancing method that the controller takes does to bring a client back; `none` describes that it does not. */
export function affinityByMethod(method: string, key: string, none: { name: string; key: string; fact: Fact }): Setting {
  const [name, hashed = ''] = method.trim().split(' ');
  if (name === 'ip_hash' || (name === 'hash' && /^\$\{?(binary_)?remote_addr\}?$/.test(hashed))) {
    return set('affinity', { kind: 'client-ip', timeout: 'disabled' }, { ...about.address, key });
  }
  if (name !== 'hash') return byDefault('affinity', { kind: 'none' }, none);
  const cookie = /^\$\{?cookie_(\w+)\}?$/.exec(hashed)?.[1];
  if (cookie === undefined) return unknown('affinity', `nginx hashes ${hashed} onto the list of pods`, { ...about.hash, key });
  return set('affinity', applicationCookie(cookie), { ...about.hash, key });
}
