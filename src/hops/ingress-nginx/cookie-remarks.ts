import { pathsOf } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { keyOf } from './about';
import { heeded, integerOf, isTrue } from './annotations';
import { nginxFacts as facts } from './facts';
import { secondsOf } from './read-cookie';

/** What is wrong with a cookie whose values are each well-formed. */
export function cookieRemarks(ingress: KubeObject): Remark[] {
  if (pathsOf(ingress).length === 0) return [onlyDefaultBackend()];
  return [
    ...lifetimes(ingress),
    ...ownPaths(ingress),
    ...sameSite(ingress),
    ...notSecure(ingress),
    ...onFailure(ingress),
    ...['upstream-hash-by', 'load-balance'].filter((name) => heeded(ingress, name) !== undefined).map(overruled),
  ];
}

function onlyDefaultBackend(): Remark {
  return {
    rule: 'affinity-bypassed',
    found: `${keyOf('affinity')} is "cookie" and spec.rules has no path`,
    need: 'the controller gives affinity to paths only, never to spec.defaultBackend: it sets no cookie',
    fix: 'write the stream paths in spec.rules',
    fact: facts.defaultBackend,
    key: keyOf('affinity'),
  };
}

function lifetimes(ingress: KubeObject): Remark[] {
  const expires = heeded(ingress, 'session-cookie-expires');
  const maxAge = heeded(ingress, 'session-cookie-max-age');
  if (expires !== undefined && Number.isNaN(Number(expires))) return [answers500(expires)];
  if (maxAge !== undefined && secondsOf(maxAge) === undefined) return [noMaxAge(maxAge)];
  return expires === maxAge ? [] : [twoLifetimes(expires, maxAge)];
}

function answers500(expires: string): Remark {
  return {
    rule: 'value-rejected-by-target',
    found: `${keyOf('session-cookie-expires')} is "${expires}"`,
    need: 'the controller takes it and answers each request without a cookie with 500; it must be bare seconds',
    fix: `write bare seconds in ${keyOf('session-cookie-expires')}`,
    fact: facts.cookieLifetime,
    key: keyOf('session-cookie-expires'),
  };
}

function noMaxAge(maxAge: string): Remark {
  return {
    rule: 'setting-ignored-by-target',
    found: `${keyOf('session-cookie-max-age')} is "${maxAge}"`,
    need: 'it passes the check, and the cookie has no Max-Age that a browser takes; it must be bare seconds',
    fix: `write bare seconds in ${keyOf('session-cookie-max-age')}`,
    fact: facts.cookieLifetime,
    key: keyOf('session-cookie-max-age'),
  };
}

function twoLifetimes(expires: string | undefined, maxAge: string | undefined): Remark {
  return {
    rule: 'affinity-cookie-lifetime',
    found: `session-cookie-expires is ${expires ?? 'missing'}, session-cookie-max-age ${maxAge ?? 'missing'}`,
    need: 'browsers go by Max-Age, other clients by Expires; both must be the same',
    fix: `write "${maxAge ?? expires}" in both`,
    fact: facts.cookieLifetime,
    key: keyOf(expires === undefined ? 'session-cookie-max-age' : 'session-cookie-expires'),
    level: 'note',
  };
}

function ownPaths(ingress: KubeObject): Remark[] {
  const paths = [...new Set(pathsOf(ingress).map(({ path }) => path))];
  if (paths.length === 1 || heeded(ingress, 'session-cookie-path') !== undefined) return [];
  return [
    {
      rule: 'affinity-cookie-path',
      found: `${keyOf('session-cookie-path')} is missing and the Ingress has the paths ${paths.join(', ')}`,
      need: 'each gets a cookie of its own, which may name another pod; they must share one',
      fix: `write "/" in ${keyOf('session-cookie-path')}`,
      fact: facts.cookiePath,
      key: keyOf('session-cookie-path'),
      level: 'warning',
    },
  ];
}

function sameSite(ingress: KubeObject): Remark[] {
  const value = heeded(ingress, 'session-cookie-samesite');
  if (value === undefined || ['Strict', 'Lax', 'None'].includes(value)) return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      found: `${keyOf('session-cookie-samesite')} is "${value}"`,
      need: 'it passes the check, and the cookie has no SameSite; it must be written Strict, Lax or None',
      fix: `write "${value.charAt(0).toUpperCase()}${value.slice(1).toLowerCase()}"`,
      fact: facts.sameSite,
      key: keyOf('session-cookie-samesite'),
    },
  ];
}

function notSecure(ingress: KubeObject): Remark[] {
  const value = heeded(ingress, 'session-cookie-secure');
  if (value === undefined || isTrue(value)) return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      found: `${keyOf('session-cookie-secure')} is "${value}"`,
      need: 'the controller takes it for unset: over TLS the cookie is Secure all the same, and behind a proxy that ends TLS it is not',
      fix: 'write "true", or remove it where TLS ends here',
      fact: facts.secure,
      key: keyOf('session-cookie-secure'),
      level: 'warning',
    },
  ];
}

function onFailure(ingress: KubeObject): Remark[] {
  if (!isTrue(heeded(ingress, 'session-cookie-change-on-failure'))) return [staysOnDeadPod()];
  const off = heeded(ingress, 'proxy-next-upstream')?.split(/\s+/).includes('off') === true;
  return off || integerOf(ingress, 'proxy-next-upstream-tries') === 1 ? [changeNeedsRetry()] : [];
}

const DEAD_POD = 'a client whose pod died gets 502, which ends an EventSource for good, until the pod leaves the endpoints';

function staysOnDeadPod(): Remark {
  return {
    rule: 'affinity-cookie-attributes',
    found: `${keyOf('session-cookie-change-on-failure')} is not "true"`,
    need: DEAD_POD,
    fix: `write "true" there, and "error" in ${keyOf('proxy-next-upstream')}`,
    fact: facts.changeOnFailure,
    key: keyOf('session-cookie-change-on-failure'),
    level: 'warning',
  };
}

function changeNeedsRetry(): Remark {
  return {
    rule: 'setting-ignored-by-target',
    found: `${keyOf('session-cookie-change-on-failure')} is "true" and retries are off`,
    need: `it acts on a retry only: ${DEAD_POD}`,
    fix: `write "error" in ${keyOf('proxy-next-upstream')} and no proxy-next-upstream-tries`,
    fact: facts.changeOnFailure,
    key: keyOf('session-cookie-change-on-failure'),
    level: 'warning',
  };
}

function overruled(name: string): Remark {
  return {
    rule: 'setting-ignored-by-target',
    found: `${keyOf(name)} is set beside affinity "cookie"`,
    need: 'the cookie goes before it',
    fix: `remove ${keyOf(name)}`,
    fact: facts.precedence,
    key: keyOf(name),
    level: 'warning',
  };
}
