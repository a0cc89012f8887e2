import { classOf, hostsOf, pathsOf, servicesOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { keyOf } from './about';
import { heeded, isCanary } from './annotations';
import { nginxFacts as facts } from './facts';
import { OWN_COOKIE_NAME } from './remarks';

interface Cookie {
  readonly name: string;
  readonly path: string;
}

/** The cookie that all paths of an Ingress share, which one that names a pod is where it has a path of its own. */
function sharedCookieOf(ingress: KubeObject): Cookie | undefined {
  const path = heeded(ingress, 'session-cookie-path');
  const namesPod = heeded(ingress, 'affinity') === 'cookie' && heeded(ingress, 'affinity-mode') === 'persistent';
  return namesPod && path !== undefined
    ? { name: heeded(ingress, 'session-cookie-name') ?? facts.cookieName.default, path }
    : undefined;
}

/** One cookie of a browser for several Services: its value is the pod of the last of them. */
export function sharedCookieRemarks(ingress: KubeObject, others: readonly KubeObject[]): Remark[] {
  const cookie = sharedCookieOf(ingress);
  if (cookie === undefined) return [];
  const [first, second] = reachedBy(cookie, ingress);
  if (first === undefined) return [];
  if (second !== undefined) {
    return [
      collision(
        cookie,
        `for the Services ${first} and ${second} alike`,
        'route the other paths by an Ingress with a cookie of its own name',
      ),
    ];
  }
  const rival = others.find(
    (other) => isRival(ingress, cookie, other) && reachedBy(cookie, other).some((name) => name !== first),
  );
  return rival === undefined
    ? []
    : [collision(cookie, `and by ${describe(rival)} for Service ${servicesOf(rival).join(', ')} too`, OWN_COOKIE_NAME)];
}

/** The Services behind the paths on which a browser has the cookie. */
function reachedBy({ path }: Cookie, ingress: KubeObject): string[] {
  const below = (url: string): boolean => url.replace(/\/?$/, '/').startsWith(path.replace(/\/?$/, '/'));
  const services = pathsOf(ingress).flatMap((one) => (below(one.path) && one.service !== undefined ? [one.service] : []));
  return [...new Set(services)];
}

function isRival(ingress: KubeObject, cookie: Cookie, other: KubeObject): boolean {
  const theirs = sharedCookieOf(other);
  return (
    other.metadata.name !== ingress.metadata.name &&
    !isCanary(other) &&
    classOf(other) === classOf(ingress) &&
    theirs?.name === cookie.name &&
    theirs.path === cookie.path &&
    hostsOf(other).some((host) => hostsOf(ingress).includes(host))
  );
}

const collision = ({ name, path }: Cookie, also: string, fix: string): Remark => ({
  rule: 'affinity-cookie-name-collision',
  found: `cookie ${name} with path ${path} is set here ${also}`,
  need: 'a browser keeps one cookie of a name and a path: each Service takes no value of the other, chooses a pod anew and overwrites it',
  fix,
  fact: facts.sharedCookie,
  key: keyOf('session-cookie-name'),
});
