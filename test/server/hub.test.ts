import { Hub } from '../../examples/server/src/hub';
import { MemoryLog } from '../../examples/server/src/memory-log';
import type { Stream } from '../../examples/server/src/stream';

/** A stream whose client takes everything. */
function listening(): { stream: Stream; data: () => string[] } {
  let text = '';
  const stream = { isOpen: true, write: (bytes: Buffer) => (text += String(bytes)), roomToWrite: () => Promise.resolve() };
  return { stream: stream as unknown as Stream, data: () => [...text.matchAll(/^data: (.*)$/gm)].map(([, each = '']) => each) };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a stream that joins between an event and its write gets that event once', async () => {
  const log = new MemoryLog({ events: 100 });
  const { hub } = await Hub.start(log);
  const [before, joining] = [listening(), listening()];
  await hub.follow(before.stream, undefined, { retry: 1 });
  await nextTurn();
  // All in one turn: the stream reads from the log what the others are about to be sent.
  await Promise.resolve();
  const joined = hub.follow(joining.stream, undefined, { retry: 1 });
  for (const data of ['1', '2', '3']) void log.append({ data });
  await joined;
  void log.append({ data: '4' });
  await nextTurn();
  expect([before.data(), joining.data()]).toEqual([
    ['1', '2', '3', '4'],
    ['1', '2', '3', '4'],
  ]);
});
