import { pathsOf } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import { byDefault, set, unknown, type CookieAffinity, type Setting } from '../../path/setting';
import { Duration } from '../../policy/duration';
import { applicationCookie } from '../application-cookie';
import { about } from './about';
import { heeded, isTrue } from './annotations';
import { nginxFacts as facts } from './facts';

export function readAffinity(ingress: KubeObject, transport: 'tls' | 'other'): Setting {
  const paths = pathsOf(ingress).map(({ path }) => path);
  if (heeded(ingress, 'affinity') === 'cookie' && paths.length > 0) {
    return set('affinity', readCookie(ingress, paths, transport), about.cookie);
  }
  const hashed = heeded(ingress, 'upstream-hash-by');
  return hashed === undefined ? byDefault('affinity', { kind: 'none' }, about.noAffinity) : readHash(hashed);
}

function readCookie(ingress: KubeObject, paths: readonly string[], transport: 'tls' | 'other'): CookieAffinity {
  const written = heeded(ingress, 'session-cookie-path');
  return {
    kind: 'cookie',
    name: heeded(ingress, 'session-cookie-name') ?? facts.cookieName.default,
    lifetime:
      secondsOf(heeded(ingress, 'session-cookie-max-age')) ?? secondsOf(heeded(ingress, 'session-cookie-expires')) ?? 'session',
    path: written === undefined ? ownPath(paths) : written.startsWith('/') ? written : 'request-folder',
    secure: isTrue(heeded(ingress, 'session-cookie-secure')) || transport === 'tls',
    sameSite: sameSiteOf(heeded(ingress, 'session-cookie-samesite')),
    pins: heeded(ingress, 'affinity-mode') === 'persistent' ? 'pod' : 'hash',
  };
}

/** A cookie that nobody sets; the client must bring it. Other variables are known to nginx alone. */
function readHash(variable: string): Setting {
  const cookie = /^\$\{?cookie_(\w+)\}?$/.exec(variable)?.[1];
  if (cookie === undefined) return unknown('affinity', `nginx hashes ${variable} onto the list of pods`, about.hashBy);
  return set('affinity', applicationCookie(cookie), about.hashBy);
}

/** Each path has a cookie of its own then; a remark tells of several. */
function ownPath(paths: readonly string[]): string {
  const [first = 'unknown', ...others] = new Set(paths);
  return others.length === 0 ? first : 'unknown';
}

/** Undefined where a browser takes the attribute for none. */
export function secondsOf(text: string | undefined): Duration | undefined {
  if (text === undefined || !/^-?\d{1,12}$/.test(text)) return undefined;
  return Duration.seconds(Math.max(0, Number(text)));
}

function sameSiteOf(text: string | undefined): CookieAffinity['sameSite'] {
  return text === 'Strict' || text === 'Lax' || text === 'None' ? text : 'unset';
}
