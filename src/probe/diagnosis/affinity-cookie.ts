import type { StreamPolicy } from '../../policy/stream-policy';
import type { Verdict } from '../live-check';
import type { Connection, Cookie } from '../observation';
import { seconds } from '../verdict';
import { traitFacts } from './facts';

interface Problem {
  readonly found: string;
  readonly more: Pick<Verdict, 'fix' | 'source'>;
}

/** Why a browser would not return the cookie that the probe returned; its order is that of severity. */
export function cookieProblem(cookie: Cookie, policy: StreamPolicy, connection: Connection | undefined): Problem | undefined {
  const { name, sameSite, secure, path, maxAge } = cookie;
  const { limit } = policy.maxAge;
  if (sameSite?.toLowerCase() === 'none' && !secure) {
    const more = { fix: 'Set Secure, or another SameSite.', source: traitFacts.sameSiteNone.source };
    return { found: `cookie ${name} has SameSite=None without Secure, so browsers reject it`, more };
  }
  const url = pathOf(connection);
  if (path !== undefined && url !== undefined && !reaches(path, url)) {
    const more = { fix: 'Give the cookie the path "/".', source: traitFacts.cookiePath.source };
    return { found: `cookie ${name} has path ${path}, so browsers do not return it on ${url}`, more };
  }
  if (maxAge !== undefined && limit !== 'disabled' && maxAge * 1000 < limit.milliseconds) {
    const more = { fix: `Let the cookie live ${limit} or longer, or make it a session cookie.` };
    return { found: `cookie ${name} lives ${seconds(maxAge * 1000)}, and streams up to ${limit}`, more };
  }
  return undefined;
}

/** Its name and attributes; never its value. */
export function cookieText(cookie: Cookie | undefined): string {
  if (cookie === undefined) return 'none';
  const { name, path, maxAge, secure, sameSite } = cookie;
  const attributes = [
    path === undefined ? 'no Path' : `Path=${path}`,
    maxAge === undefined ? '' : `Max-Age=${maxAge}`,
    secure ? 'Secure' : '',
    sameSite === undefined ? '' : `SameSite=${sameSite}`,
  ].filter((each) => each !== '');
  return `${name} (${attributes.join(', ')})`;
}

function pathOf(connection: Connection | undefined): string | undefined {
  const url = connection?.request.url ?? '';
  return URL.canParse(url) ? new URL(url).pathname : undefined;
}

/** RFC 6265 section 5.1.4. */
function reaches(cookiePath: string, url: string): boolean {
  return url === cookiePath || url.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}
