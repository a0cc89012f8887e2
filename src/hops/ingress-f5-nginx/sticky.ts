import type { CookieAffinity } from '../../path/setting';
import { nginxTime } from '../../nginx/time';
import { sameSiteOf } from '../same-site';
import { f5NginxFacts as facts } from './facts';

/** A Service of a sticky-cookie-services list. */
export interface StickyService {
  readonly service: string;
  /** The name of the cookie and its parameters, as nginx gets them. */
  readonly text: string;
}

/** Undefined for a list that the controller rejects. It splits at semicolons and first spaces, and removes no spaces. */
export function parseSticky(list: string): readonly StickyService[] | undefined {
  const services = list.split(';').map((part): StickyService | undefined => {
    const [, name, text] = /^[^= ]*=([^= ]*) ([^]*)$/.exec(part) ?? [];
    return name === undefined || text === undefined || !/^(?:[^"$\\]|\\[^$])*$/.test(text) ? undefined : { service: name, text };
  });
  return services.every((one) => one !== undefined) ? services : undefined;
}

export const printSticky = (services: readonly StickyService[]): string =>
  services.map(({ service, text }) => `serviceName=${service} ${text}`).join(';');

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** What nginx would not take of a cookie and its parameters; undefined when it takes all. */
export function stickyProblem(text: string): string | undefined {
  const [name, ...parameters] = wordsOf(text);
  if (name === undefined || /^\w+=/.test(name)) return 'it has no cookie name';
  const unknown = parameters.find((one) => !isParameter(one));
  if (unknown !== undefined) return `"${unknown}" is none of its parameters`;
  const names = parameters.map((one) => one.replace(/=.*/s, ''));
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  return twice === undefined ? undefined : `${twice} stands twice`;
}

function isParameter(parameter: string): boolean {
  const [key = '', ...rest] = parameter.split('=');
  const value = rest.join('=');
  if (key === 'secure' || key === 'httponly') return !parameter.includes('=');
  if (key === 'expires') return value === 'max' || (nginxTime(value) !== undefined && !value.endsWith('ms'));
  if (key === 'samesite') return sameSiteOf(value) !== 'unset';
  return (key === 'path' || key === 'domain') && value !== '';
}

/** The cookie that nginx makes of it. */
export function cookieOf(text: string): CookieAffinity {
  const [name = '', ...parameters] = wordsOf(text);
  const valueOf = (key: string) => parameters.find((one) => one.startsWith(`${key}=`))?.slice(key.length + 1);
  const expires = valueOf('expires');
  return {
    kind: 'cookie',
    name,
    lifetime: expires === undefined ? 'session' : expires === 'max' ? facts.stickyMax.fixed : (nginxTime(expires) ?? 'unknown'),
    path: valueOf('path') ?? 'request-folder',
    secure: parameters.includes('secure'),
    sameSite: sameSiteOf(valueOf('samesite')),
    pins: 'pod',
  };
}
