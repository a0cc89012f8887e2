import type { Exchange } from './exchange';
import { HttpError } from './http-error';

/** Lets pages of the allowed origins read the answer, cookies included. `null` and a wildcard are no origins. */
export function allowOrigin({ request, response }: Exchange, allowed: readonly string[]): void {
  if (allowed.length === 0) return;
  // A cache must not give one origin's answer to another.
  response.setHeader('Vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined || !allowed.includes(origin)) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
}

/** @throws HttpError for an origin that is not allowed. */
export function answerPreflight({ request, response }: Exchange, allowed: readonly string[]): void {
  if (!allowed.includes(request.headers.origin ?? '')) throw new HttpError(403, 'this origin is not allowed');
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Cache-Control, Content-Type, Last-Event-ID');
  response.setHeader('Access-Control-Max-Age', '600');
  response.writeHead(204).end();
}
