import { createHmac } from 'node:crypto';
import type { Cookie } from '../observation';

interface Kept {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
  readonly secure: boolean;
}

/** One Set-Cookie header as its name, value and attributes; undefined when it has no name. */
function parse(header: string): { name: string; value: string; attributes: Map<string, string> } | undefined {
  const [pair = '', ...rest] = header.split(';').map((part) => part.trim());
  const equals = pair.indexOf('=');
  if (equals < 1) return undefined;
  const attributes = rest.map((part): [string, string] => {
    const at = part.indexOf('=');
    return at < 0 ? [part.toLowerCase(), ''] : [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()];
  });
  return { name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1).trim(), attributes: new Map(attributes) };
}

/** What may be recorded of a Set-Cookie header. The key differs per observation, so a hash tells equal from different only. */
export function describeCookie(header: string, key: Buffer): Cookie | undefined {
  const cookie = parse(header);
  if (cookie === undefined) return undefined;
  const { name, value, attributes } = cookie;
  const maxAge = attributes.get('max-age');
  const text = (key: 'path' | 'expires', attribute: string | undefined) => (attribute === undefined ? {} : { [key]: attribute });
  return {
    name,
    valueHash: createHmac('sha256', key).update(value).digest('hex').slice(0, 16),
    ...text('path', attributes.get('path')),
    ...(maxAge !== undefined && /^-?\d+$/.test(maxAge) ? { maxAge: Number(maxAge) } : {}),
    ...text('expires', attributes.get('expires')),
    secure: attributes.has('secure'),
    httpOnly: attributes.has('httponly'),
    ...(attributes.has('samesite') ? { sameSite: attributes.get('samesite') ?? '' } : {}),
  };
}

/** The cookies of one client. Kept for the host that set them: the probe visits no other. */
export class CookieJar {
  private readonly kept = new Map<string, Kept>();

  keep(url: URL, headers: readonly string[]): void {
    for (const header of headers) {
      const cookie = parse(header);
      if (cookie === undefined) continue;
      const { name, value, attributes } = cookie;
      const path = attributes.get('path');
      const entry: Kept = {
        name,
        value,
        host: url.hostname,
        path: path?.startsWith('/') === true ? path : url.pathname.replace(/\/[^/]*$/, '') || '/',
        secure: attributes.has('secure'),
      };
      const key = `${entry.name};${entry.host};${entry.path}`;
      const maxAge = attributes.get('max-age');
      const gone = maxAge === undefined ? Date.parse(attributes.get('expires') ?? '') <= Date.now() : Number(maxAge) <= 0;
      if (gone) this.kept.delete(key);
      else this.kept.set(key, entry);
    }
  }

  /** The headers with what this client sends to `url` besides its own Cookie header. */
  addTo(url: URL, headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const kept = [...this.kept.values()].filter(
      ({ host, path, secure }) => host === url.hostname && (!secure || url.protocol === 'https:') && isWithin(url.pathname, path),
    );
    const own = headers['cookie'] === undefined ? [] : [headers['cookie']];
    const all = [...own, ...kept.map(({ name, value }) => `${name}=${value}`)];
    return all.length === 0 ? headers : { ...headers, cookie: all.join('; ') };
  }
}

/** RFC 6265 section 5.1.4. */
function isWithin(pathname: string, path: string): boolean {
  return pathname === path || (pathname.startsWith(path) && (path.endsWith('/') || pathname[path.length] === '/'));
}
