import { Client, type Asked, type Target } from '../../../src/probe/client/client';
import type { Connection, Happening } from '../../../src/probe/observation';

const HOLD_MS = 5_000;

/** One connection to `url`, from its beginning to its end. */
export async function visitOnce(url: string, target: Omit<Target, 'url'> = {}, asked: Partial<Asked> = {}): Promise<Connection> {
  const client = new Client({ url: new URL(url), ...target }, () => undefined, new AbortController().signal);
  await client.visit('stream', { holdMs: HOLD_MS, ...asked }).done;
  const [connection] = client.end().connections;
  if (connection === undefined) throw new Error('no connection was recorded');
  return connection;
}

export function all<Type extends Happening['type']>({ timeline }: Connection, type: Type): Extract<Happening, { type: Type }>[] {
  return timeline.filter((each): each is Extract<Happening, { type: Type }> => each.type === type);
}

/** How it ended, without the time. */
export function closeOf(connection: Connection): Omit<Extract<Happening, { type: 'close' }>, 'at' | 'type'> {
  const [close] = all(connection, 'close');
  if (close === undefined) throw new Error('the connection has no end');
  const { at: _at, type: _type, ...rest } = close;
  return rest;
}
