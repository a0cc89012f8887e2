import { createServer } from 'node:net';

/** Below the ports that Linux gives to outgoing connections, so that none of those takes one before its proxy does. */
const [FIRST, LAST] = [12_000, 32_000];

const given = new Set<number>();

/** A free port of the loopback address, for a program that cannot say which one the system chose. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
