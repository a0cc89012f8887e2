import { connect, constants, type IncomingHttpHeaders, type IncomingHttpStatusHeader } from 'node:http2';
import type { Socket } from 'node:net';
import { failure, watch, type Answer, type Ending, type Fate, type WireListener, type WireRequest } from './wire';

/** One request over HTTP/2 on a socket of its own, which is gone afterwards. An abort ends it as `probe`. */
export function exchangeHttp2(
  socket: Socket,
  request: WireRequest,
  listener: WireListener,
  signal: AbortSignal,
): Promise<Ending> {
  return new Promise((resolve) => {
    const fate = watch(socket);
    const session = connect(request.url.origin, { createConnection: () => socket, settings: { enablePush: false } });
    const end = (ending: Ending) => {
      resolve(ending);
      session.destroy();
      socket.destroy();
    };
    if (signal.aborted) return end({ reason: 'probe' });
    signal.addEventListener('abort', () => end({ reason: 'probe' }), { once: true });

    let refusal: number | undefined;
    session.on('goaway', (code: number) => {
      if (code !== constants.NGHTTP2_NO_ERROR) refusal = code;
      listener.goaway(code);
    });
    session.on('error', (error: Error) =>
      end(refusal === undefined ? failure(error, fate) : { reason: 'goaway', code: refusal }),
    );

    const { url, method, headers, body } = request;
    const stream = session.request(
      {
        ':method': method,
        ':scheme': url.protocol.slice(0, -1),
        ':authority': url.host,
        ':path': `${url.pathname}${url.search}`,
        ...headers,
      },
      { endStream: body === undefined },
    );
    stream.on('response', (received) => listener.answer(answerOf(received)));
    stream.on('data', (bytes: Uint8Array) => listener.data(bytes));
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // A reset by the server is told by its code, when the stream closes.
      if (error.code !== 'ERR_HTTP2_STREAM_ERROR' && refusal === undefined) end(failure(error, fate));
    });
    stream.on('close', () =>
      end(refusal === undefined ? endingOf(stream.rstCode ?? 0, fate) : { reason: 'goaway', code: refusal }),
    );
    if (body !== undefined) stream.end(body);
  });
}

/** Node gives each open stream a code of its own when the connection goes, so only the socket tells these apart. */
function endingOf(code: number, fate: Fate): Ending {
  if (code === constants.NGHTTP2_NO_ERROR) return { reason: 'clean' };
  if (fate.reset) return { reason: 'rst' };
  if (fate.fin) return { reason: 'naked-fin' };
  return { reason: 'rst-stream', code };
}

function answerOf(headers: IncomingHttpHeaders & IncomingHttpStatusHeader): Answer {
  const named = Object.entries(headers).flatMap(([name, value]): [string, string | string[]][] =>
    name.startsWith(':') || value === undefined ? [] : [[name, value]],
  );
  return { status: headers[':status'] ?? 0, httpVersion: '2', headers: Object.fromEntries(named) };
}
