import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A server's stand-in: what reaches the client through it is the server's, until it dies. */
export interface Relay {
  /** As `host:port`. */
  readonly address: string;
  /** Leaves every response in the middle of an event, as the death of a process does, and takes no more connections. */
  die(how: 'fin' | 'rst'): void;
  close(): Promise<void>;
}

/** The first bytes of a chunk of HTTP/1.1 that holds an event. */
const PART_OF_EVENT = '40\r\nid: 1000000\ndata: {"seq":';

export async function relayTo(target: string): Promise<Relay> {
  const [host = '', port] = target.split(':');
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), host);
    clients.add(client);
    client.pipe(upstream).on('error', () => client.destroy());
    upstream.pipe(client).on('error', () => upstream.destroy());
    client.once('close', () => {
      clients.delete(client);
      upstream.destroy();
    });
    upstream.once('close', () => client.destroySoon());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const die = (how: 'fin' | 'rst'): void => {
    server.close();
    for (const client of clients)
      client.write(PART_OF_EVENT, () => (how === 'rst' ? client.resetAndDestroy() : client.destroySoon()));
  };
  const close = async (): Promise<void> => {
    for (const client of clients) client.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, die, close };
}
