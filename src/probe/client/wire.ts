import type { Socket } from 'node:net';
import type { CloseReason } from '../observation';

/** A request as it goes out, with nothing redacted. */
export interface WireRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface Answer {
  readonly status: number;
  readonly httpVersion: '1.0' | '1.1' | '2';
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

export interface Ending {
  readonly reason: CloseReason;
  readonly code?: number;
  readonly error?: string;
  readonly message?: string;
}

export interface WireListener {
  answer(answer: Answer): void;
  data(bytes: Uint8Array): void;
  goaway(code: number): void;
}

/** Bytes of a header block; Node's own default, named because an endless one must be told apart. */
export const LONGEST_HEADERS = 16_384;

/** What the other side did to the socket. Node's clients report FIN and RST as the same error. */
export interface Fate {
  fin: boolean;
  reset: boolean;
}

export function watch(socket: Socket): Fate {
  const fate: Fate = { fin: false, reset: false };
  socket.on('end', () => (fate.fin = true));
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNRESET' && error.syscall !== undefined) fate.reset = true;
  });
  return fate;
}

/** How a failed exchange ended, from what the socket saw and from Node's error. */
export function failure(error: NodeJS.ErrnoException, fate: Fate): Ending {
  if (fate.reset) return { reason: 'rst' };
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    return { reason: 'too-large', error: error.code, message: `more than ${LONGEST_HEADERS} bytes of headers` };
  }
  if (error.code === 'ECONNRESET') return { reason: 'fin' };
  return errorEnding(error);
}

/** OpenSSL's errors name the reason apart; their messages are full of its file names and numbers. */
export function errorEnding({ code, message, reason }: NodeJS.ErrnoException & { reason?: string }): Ending {
  return {
    reason: 'error',
    ...(code === undefined ? {} : { error: code }),
    message: typeof reason === 'string' ? reason : message,
  };
}
