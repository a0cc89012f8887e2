import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error';

/** The cookie that carries the token of a browser, whose EventSource can set no header. */
const TOKEN_COOKIE = 'sse-token';

/** @throws HttpError unless the request carries the token as a bearer token, or as the cookie where that is allowed. */
export function requireToken(request: IncomingMessage, token: string | undefined, cookie: 'cookie' | 'no cookie'): void {
  if (token === undefined) return;
  const given = [bearer(request), cookie === 'cookie' ? cookieOf(request, TOKEN_COOKIE) : undefined];
  if (given.some((each) => each !== undefined && isSame(each, token))) return;
  const ways =
    cookie === 'cookie' ? `the header Authorization: Bearer or the cookie ${TOKEN_COOKIE}` : 'the header Authorization: Bearer';
  throw new HttpError(401, `a valid token is needed, in ${ways}`, { 'WWW-Authenticate': 'Bearer' });
}

const bearer = ({ headers }: IncomingMessage): string | undefined => /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

function cookieOf({ headers }: IncomingMessage, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Takes as long for a wrong first letter as for a wrong last one. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
