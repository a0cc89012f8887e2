import type { Answer, WireRequest } from './wire';

const MOST_REDIRECTS = 5;

export interface Redirect {
  readonly to: WireRequest;
  /** Why the probe does not go there. */
  readonly refused?: string;
}

/** Where an answer sends the client; undefined when it is no redirect. */
export function redirectOf(
  request: WireRequest,
  { status, headers }: Answer,
  redirects: number,
  leaveHost: boolean,
): Redirect | undefined {
  const { location } = headers;
  if (![301, 302, 303, 307, 308].includes(status) || typeof location !== 'string') return undefined;
  const url = httpUrl(location, request.url);
  if (url === undefined) return { to: request, refused: 'a redirect to what is no http or https URL' };
  const leaves = url.hostname !== request.url.hostname;
  const exposes = request.url.protocol === 'https:' && url.protocol === 'http:';
  const there = { ...request, url, ...(leaves || exposes ? { headers: withoutCredentials(request.headers) } : {}) };
  const to = turnsIntoGet(status, request.method) ? { url, method: 'GET', headers: there.headers } : there;
  if (redirects >= MOST_REDIRECTS) return { to, refused: `more than ${MOST_REDIRECTS} redirects` };
  if (leaves && !leaveHost) return { to, refused: `a redirect to another host, ${url.host}` };
  if (exposes && !leaveHost) return { to, refused: 'a redirect from https to http' };
  return { to };
}

function httpUrl(location: string, base: URL): URL | undefined {
  if (!URL.canParse(location, base.href)) return undefined;
  const url = new URL(location, base);
  return /^https?:$/.test(url.protocol) ? url : undefined;
}

/** As browsers do: https://fetch.spec.whatwg.org/#http-redirect-fetch, step 12. */
function turnsIntoGet(status: number, method: string): boolean {
  return (status === 303 && method !== 'HEAD') || ((status === 301 || status === 302) && method === 'POST');
}

/** Only what every client sends goes to another host: any other header may be a credential. */
function withoutCredentials(headers: Readonly<Record<string, string>>): Record<string, string> {
  const plain = ['accept', 'accept-encoding', 'cache-control', 'user-agent'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => plain.includes(name.toLowerCase())));
}
