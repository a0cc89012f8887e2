import { childrenOf, namedIn, type Directive } from '../../nginx/directive';
import { saidAt, type Place } from '../../nginx/inherit';
import { nginxTime } from '../../nginx/time';
import { byDefault, set, unknown, type CookieAffinity, type Setting } from '../../path/setting';
import { Duration } from '../../policy/duration';
import { sameSiteOf } from '../same-site';
import { applicationCookie } from '../application-cookie';
import { about } from './about';
import type { Route } from './routes';

export function readAffinity({ upstream, servers, proxyPass, place }: Route): Setting {
  if (servers === undefined)
    return unknown('affinity', `proxy_pass is ${proxyPass.args[0]}, and a variable decides`, about.noAffinity);
  const methods = childrenOf(upstream ?? proxyPass);
  const one = (name: string) => namedIn(methods, name).at(-1);
  const [hash, sticky] = [one('hash'), one('sticky')];
  if (sticky !== undefined) return readSticky(sticky);
  if (one('ip_hash') !== undefined) return set('affinity', { kind: 'client-ip', timeout: 'disabled' }, about.ipHash);
  return hash === undefined ? byDefault('affinity', { kind: 'none' }, about.noAffinity) : readHash(hash.args[0] ?? '', place);
}

function readHash(key: string, place: Place): Setting {
  if (/^\$(binary_)?remote_addr$/.test(key)) return set('affinity', { kind: 'client-ip', timeout: 'disabled' }, about.address);
  const name = cookieIn(key, place);
  if (name === undefined) return unknown('affinity', `nginx hashes ${key} onto the list of servers`, about.cookie);
  const issued = setCookieOf(place, name);
  return issued === undefined
    ? set('affinity', applicationCookie(name), about.cookie)
    : set('affinity', attributesOf(name, issued), about.issuedCookie);
}

/** The cookie that a variable holds, by itself or through a map. */
function cookieIn(variable: string, place: Place): string | undefined {
  const direct = /^\$\{?cookie_(\w+)\}?$/.exec(variable)?.[1];
  if (direct !== undefined) return direct;
  const map = mapOf(variable, place);
  const source = map?.args[0] ?? '';
  if (map === undefined || source === '$http_cookie')
    return childrenOf(map ?? EMPTY)
      .map(cookieOfPattern)
      .find((name) => name !== undefined);
  return /^\$cookie_(\w+)$/.exec(source)?.[1];
}

const EMPTY: Directive = { name: '', args: [], file: '', line: 1, column: 1 };

/** The name in `~(?:^|;\s*)name=...`, a pattern for the Cookie header. */
function cookieOfPattern({ name: pattern }: Directive): string | undefined {
  const name = /^~\*?(?:\(\?:\^\|;\\s\*\)|\(\^\|;\s?\)|.*?\b)((?:\\[.-]|[\w-])+)=/.exec(pattern)?.[1];
  return name?.replaceAll('\\', '');
}

function mapOf(variable: string, { around }: Place): Directive | undefined {
  return around.flatMap((block) => namedIn(childrenOf(block), 'map')).find(({ args }) => args[1] === variable);
}

/** What an add_header here sets for a cookie of the name, by itself or through a map. */
function setCookieOf(place: Place, name: string): string | undefined {
  const said = saidAt(place, 'add_header');
  if (said.is !== 'written') return undefined;
  const values = said.all.filter(({ args }) => args[0]?.toLowerCase() === 'set-cookie').map(({ args }) => args[1] ?? '');
  return values
    .flatMap((value) => [value, ...childrenOf(mapOf(value, place) ?? EMPTY).map(({ args }) => args[0] ?? '')])
    .find((value) => value.startsWith(`${name}=`));
}

function attributesOf(name: string, setCookie: string): CookieAffinity {
  const attributes = new Map(
    setCookie
      .split(';')
      .slice(1)
      .map((part) => part.trim().split('='))
      .map(([key = '', value = '']) => [key.toLowerCase(), value] as const),
  );
  const maxAge = attributes.get('max-age') ?? '';
  const path = attributes.get('path') ?? '';
  return {
    kind: 'cookie',
    name,
    lifetime: /^\d{1,12}$/.test(maxAge) ? Duration.seconds(Number(maxAge)) : attributes.has('expires') ? 'unknown' : 'session',
    path: path.startsWith('/') ? path : 'request-folder',
    secure: attributes.has('secure'),
    sameSite: sameSiteIn(attributes.get('samesite')),
    pins: 'hash',
  };
}

/** A variable of nginx is known at run time only. */
const sameSiteIn = (text = ''): CookieAffinity['sameSite'] => (text.startsWith('$') ? 'unknown' : sameSiteOf(text));

/** `sticky cookie name expires=1h path=/ secure samesite=lax`; the other kinds learn or route by what the server says. */
function readSticky({ args: [kind = '', name = '', ...parameters] }: Directive): Setting {
  if (kind !== 'cookie') return unknown('affinity', `sticky ${kind} goes by what a module or the server decides`, about.sticky);
  const valueOf = (key: string) => parameters.find((one) => one.startsWith(`${key}=`))?.slice(key.length + 1);
  const expires = valueOf('expires');
  return set(
    'affinity',
    {
      kind: 'cookie',
      name,
      lifetime: expires === undefined ? 'session' : ((expires === 'max' ? undefined : nginxTime(expires)) ?? 'unknown'),
      path: valueOf('path') ?? 'request-folder',
      secure: parameters.includes('secure'),
      sameSite: sameSiteIn(valueOf('samesite')),
      pins: 'pod',
    },
    about.sticky,
  );
}
