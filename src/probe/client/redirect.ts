import type { Answer, WireRequest } from './wire';

const MOST_REDIRECTS = 5;

/** Where an answer sends the client, or why the probe does not go there; undefined when it is no redirect. */
export function redirectTarget(
  request: WireRequest,
  { status, headers }: Answer,
  redirects: number,
  leaveHost: boolean,
): WireRequest | { readonly url: URL; readonly refused: string } | undefined {
  const { location } = headers;
  if (![301, 302, 303, 307, 308].includes(status) || typeof location !== 'string') return undefined;
  const url = httpUrl(location, request.url);
  if (url === undefined) return { url: request.url, refused: 'a redirect to what is no http or https URL' };
  if (redirects >= MOST_REDIRECTS) return { url, refused: `more than ${MOST_REDIRECTS} redirects` };
  const leaves = url.hostname !== request.url.hostname;
  const exposes = request.url.protocol === 'https:' && url.protocol === 'http:';
  if (leaves && !leaveHost) return { url, refused: `a redirect to another host, ${url.host}` };
  if (exposes && !leaveHost) return { url, refused: 'a redirect from https to http' };
  const headersThere = leaves || exposes ? withoutCredentials(request.headers) : request.headers;
  return turnsIntoGet(status, request.method)
    ? { url, method: 'GET', headers: headersThere }
    : { ...request, url, headers: headersThere };
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
