import type { IncomingMessage, ServerResponse } from 'node:http';
import { allowOrigin } from './cors';
import { reply } from './exchange';
import { HttpError } from './http-error';
import type { Handler, Route } from './routes';
import type { Service } from './service';

/** Takes one line of the server's log. */
export type Tell = (line: Readonly<Record<string, unknown>>) => void;

/** Finds the handler of a request; what it throws becomes the answer. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  service: Service,
  table: ReadonlyMap<string, Route>,
  tell: Tell,
): Promise<void> {
  const start = performance.now();
  // The path alone, and only one that we know: a query or an unknown path may hold anything, a token too.
  let path = 'unknown';
  response.once('close', () => {
    const milliseconds = Math.round(performance.now() - start);
    tell({ method: request.method, path, status: response.statusCode, milliseconds });
  });
  try {
    const url = parseUrl(request.url ?? '');
    const route = table.get(url.pathname);
    if (route === undefined) throw new HttpError(404, 'there is nothing at this path');
    path = url.pathname;
    const exchange = { request, response, url };
    allowOrigin(exchange, service.allowedOrigins);
    await handlerOf(route, request.method ?? '')(exchange, service);
  } catch (error) {
    refuse(response, error, tell);
  }
}

function parseUrl(target: string): URL {
  try {
    return new URL(target, 'http://localhost');
  } catch {
    throw new HttpError(400, 'the request target is no URL');
  }
}

function handlerOf(route: Route, method: string): Handler {
  const handler = Object.hasOwn(route, method) ? route[method] : undefined;
  if (handler === undefined)
    throw new HttpError(405, `this path takes ${Object.keys(route).join(', ')}`, { Allow: Object.keys(route).join(', ') });
  return handler;
}

function refuse(response: ServerResponse, error: unknown, tell: Tell): void {
  const known = error instanceof HttpError ? error : new HttpError(500, 'something went wrong here');
  if (known !== error) tell({ error: String(error) });
  if (response.headersSent) response.destroy();
  else if (!response.destroyed) reply(response, known.status, { error: known.message }, known.headers);
}
