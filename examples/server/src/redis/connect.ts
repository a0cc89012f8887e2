import { createClient } from '@redis/client';

/** Longer than the log ever lets a command wait. */
const ANSWER_WITHIN_MS = 10_000;
const RETRY_MS = 500;

export type RedisClient = ReturnType<typeof clientFor>;

/**
 * A connection that is made again whenever it is lost, but for the first time: a server that never reached its log must
 * not start. While it is lost, commands fail at once; TLS by `rediss://`.
 */
export async function connectRedis(url: URL, whenLost: (error: Error) => void): Promise<RedisClient> {
  let isReached = false;
  const client = clientFor(url, () => isReached && RETRY_MS);
  client.on('error', (error: Error) => {
    if (isReached) whenLost(said(url, error));
  });
  await client.connect().catch((error: Error) => {
    client.destroy();
    throw said(url, error);
  });
  isReached = true;
  return client;
}

const clientFor = (url: URL, retry: () => number | false) =>
  createClient({
    url: url.href,
    disableOfflineQueue: true,
    // Bytes of the answers keep the socket from its limit where nobody publishes.
    pingInterval: ANSWER_WITHIN_MS / 2,
    socket: { socketTimeout: ANSWER_WITHIN_MS, reconnectStrategy: retry },
  });

const said = ({ hostname, port }: URL, { message }: Error): Error =>
  new Error(`Redis at ${hostname}:${port || '6379'}: ${message}`);
