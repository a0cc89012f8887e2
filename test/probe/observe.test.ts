import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { observe } from '../../src/probe/observe';
import type { Entry } from '../../src/probe/recording/entry';
import { readRecording } from '../../src/probe/recording/read';

test('a stream is recorded, and its recording read back is the same observation', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'set-cookie': 'who=me; Path=/; HttpOnly' });
    response.write('retry: 100\nid: 1\ndata: one\n\n');
    response.write(': hb\n\n');
    setTimeout(() => response.end('id: 2\nevent: end\ndata: two\n\n'), 50);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const entries: Entry[] = [];
  const observed = await observe(
    { target: { url: new URL(`http://127.0.0.1:${port}/events?t=s3cretvalue`) }, durationMs: 3000 },
    (entry) => entries.push(entry),
    new AbortController().signal,
  );
  server.close();
  console.log(JSON.stringify(observed, null, 1));
  const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  expect(readRecording(text)).toEqual({ observation: observed });
});
