import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { Timeline } from './timeline';

/** What `tls.connect` takes, as far as a caller may choose. */
export interface TlsChoice {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  /** Certificates are not verified. */
  readonly insecure?: boolean;
}

/** The HTTP version to ask for; `negotiate` lets TLS choose, and is 1.1 without TLS. */
export type HttpChoice = 'negotiate' | 'http1' | 'http2';

/** Between which addresses, where that is not left to a look-up and to the system. */
interface Route {
  readonly address: string | undefined;
  readonly localAddress?: string | undefined;
}

/** A connected socket, and over TLS a verified one. Rejects with Node's error. */
export function dial(
  url: URL,
  http: HttpChoice,
  { address, localAddress }: Route,
  tls: TlsChoice,
  timeline: Pick<Timeline, 'note'>,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const local = localAddress === undefined ? {} : { localAddress };
    const target = { host: address ?? name, port: Number(url.port || (secure ? 443 : 80)), ...local };
    if (address !== undefined) timeline.note({ type: 'dns', address });
    const socket = secure
      ? connectTls({ ...target, ...tlsOptions(tls), ...(isIP(name) ? {} : { servername: name }), ALPNProtocols: protocols(http) })
      : connectTcp(target);
    socket.setNoDelay(true);
    const give = () => {
      signal.removeEventListener('abort', abort);
      socket.off('error', fail);
    };
    const fail = (error: Error) => {
      give();
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error);
    };
    const abort = () => fail(new Error('aborted'));
    signal.addEventListener('abort', abort, { once: true });
    socket.on('error', fail);
    socket.once('lookup', (_error, found: string | undefined) => {
      if (found !== undefined) timeline.note({ type: 'dns', address: found });
    });
    socket.once('connect', () => timeline.note({ type: 'connect' }));
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      give();
      if (socket instanceof TLSSocket) {
        timeline.note({ type: 'tls', protocol: socket.getProtocol() ?? 'unknown', alpn: socket.alpnProtocol || 'none' });
      }
      resolve(socket);
    });
  });
}

/** A client certificate is a credential, and the business of no other host than the one it was given for. */
export function tlsFor({ hostname }: URL, own: URL, tls: TlsChoice): TlsChoice {
  const { cert: _cert, key: _key, ...anywhere } = tls;
  return hostname === own.hostname ? tls : anywhere;
}

/** Whether the connected socket speaks HTTP/2. */
export function speaksHttp2(socket: Socket, http: HttpChoice): boolean {
  return socket instanceof TLSSocket ? socket.alpnProtocol === 'h2' : http === 'http2';
}

const protocols = (http: HttpChoice) => ({ negotiate: ['h2', 'http/1.1'], http1: ['http/1.1'], http2: ['h2'] })[http];

const tlsOptions = ({ insecure, ...files }: TlsChoice) => ({ ...files, rejectUnauthorized: insecure !== true });
