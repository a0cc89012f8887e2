import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

const open = new Set<{ server: Server; sockets: Set<Socket> }>();

/** Every server of a test file ends with it; call in `afterEach`. */
export async function closeServers(): Promise<void> {
  for (const { server, sockets } of open) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
  open.clear();
}

/** Listens on a free port of the loopback and gives `host:port`. */
export async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.add({ server, sockets });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Speaks to each client once its request is there, byte by byte as the test says. */
export async function rawServer(answer: (socket: Socket, request: string) => void, tls?: TlsOptions): Promise<string> {
  const onSocket = (socket: Socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => answer(socket, bytes.toString('latin1')));
  };
  return listen(tls === undefined ? createTcpServer(onSocket) : createTlsServer(tls, onSocket));
}

export const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n';
export const CHUNKED = `${HEAD}Transfer-Encoding: chunked\r\n\r\n`;
export const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
export const LAST_CHUNK = '0\r\n\r\n';
