import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { failure, LONGEST_HEADERS, watch, type Answer, type Ending, type WireListener, type WireRequest } from './wire';

/** One request over HTTP/1.1 on a socket of its own, which is gone afterwards. An abort ends it as `probe`. */
export function exchangeHttp1(
  socket: Socket,
  request: WireRequest,
  listener: WireListener,
  signal: AbortSignal,
): Promise<Ending> {
  return new Promise((resolve) => {
    const fate = watch(socket);
    const end = (ending: Ending) => {
      resolve(ending);
      socket.destroy();
    };
    if (signal.aborted) return end({ reason: 'probe' });
    signal.addEventListener('abort', () => end({ reason: 'probe' }), { once: true });

    const { url, method, headers, body } = request;
    const outgoing = httpRequest({
      createConnection: () => socket,
      method,
      path: `${url.pathname}${url.search}`,
      // Node would write "close" for a socket without an agent; a browser does not.
      headers: { host: url.host, connection: 'keep-alive', ...headers },
      maxHeaderSize: LONGEST_HEADERS,
    });
    outgoing.on('error', (error) => end(failure(error, fate)));
    outgoing.on('response', (response) => {
      response.on('error', () => undefined);
      response.on('data', (bytes: Uint8Array) => listener.data(bytes));
      response.on('end', () => end(cleanEnd(response)));
      response.on('close', () => end(fate.reset ? { reason: 'rst' } : { reason: 'fin' }));
      listener.answer(answerOf(response));
    });
    outgoing.end(body);
  });
}

function cleanEnd({ headers, statusCode }: IncomingMessage): Ending {
  const hasBody = statusCode !== 204 && statusCode !== 304;
  const delimited = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  return hasBody && !delimited
    ? { reason: 'clean', message: 'ended by FIN alone: neither length nor chunks' }
    : { reason: 'clean' };
}

function answerOf(response: IncomingMessage): Answer {
  const headers = Object.entries(response.headersDistinct).map(([name, values = []]): [string, string | string[]] => {
    const [only = ''] = values;
    return [name, values.length > 1 ? values : only];
  });
  return {
    status: response.statusCode ?? 0,
    httpVersion: response.httpVersion === '1.0' ? '1.0' : '1.1',
    headers: Object.fromEntries(headers),
  };
}
