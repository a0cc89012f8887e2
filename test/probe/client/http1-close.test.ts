import { CHUNKED, chunk, closeServers, HEAD, LAST_CHUNK, rawServer } from '../support/servers';
import { all, closeOf, visitOnce } from '../support/visit';

afterEach(closeServers);

const EVENT = 'id: 1\ndata: one\n\n';

async function closeAfter(...answer: Parameters<typeof rawServer>) {
  return visitOnce(`http://${await rawServer(...answer)}/`);
}

test('a terminal chunk is a clean end', async () => {
  const seen = await closeAfter((socket) => socket.write(CHUNKED + chunk(EVENT) + LAST_CHUNK));
  expect(closeOf(seen)).toEqual({ reason: 'clean', partial: false });
  expect(all(seen, 'event')).toMatchObject([{ id: '1', bytes: 3 }]);
});

test('a reached length is a clean end, although the connection stays', async () => {
  const seen = await closeAfter((socket) => socket.write(`${HEAD}Content-Length: ${EVENT.length}\r\n\r\n${EVENT}`));
  expect(closeOf(seen)).toEqual({ reason: 'clean', partial: false });
});

test('a FIN inside a chunked response is a cut', async () => {
  const seen = await closeAfter((socket) => socket.end(CHUNKED + chunk(EVENT)));
  expect(closeOf(seen)).toEqual({ reason: 'fin', partial: false });
});

test('a FIN before the promised length is a cut', async () => {
  const seen = await closeAfter((socket) => socket.end(`${HEAD}Content-Length: 100\r\n\r\n${EVENT}`));
  expect(closeOf(seen)).toEqual({ reason: 'fin', partial: false });
});

test('a FIN that is the only end there can be is clean, and says so', async () => {
  for (const head of [`${HEAD}\r\n`, `${HEAD.replace('1.1', '1.0')}\r\n`]) {
    const seen = await closeAfter((socket) => socket.end(head + EVENT));
    expect(closeOf(seen)).toMatchObject({ reason: 'clean', message: 'ended by FIN alone: neither length nor chunks' });
  }
});

test('an answer without a body needs no length', async () => {
  const seen = await closeAfter((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
  expect(closeOf(seen)).toEqual({ reason: 'clean', partial: false });
});

test('a reset is a reset, within the body and before any answer', async () => {
  const within = await closeAfter((socket) =>
    socket.write(CHUNKED + chunk(EVENT), () => setTimeout(() => socket.resetAndDestroy(), 50)),
  );
  expect(closeOf(within)).toEqual({ reason: 'rst', partial: false });
  expect(all(within, 'event')).toHaveLength(1);
  const before = await closeAfter((socket) => socket.resetAndDestroy());
  expect(closeOf(before)).toEqual({ reason: 'rst', partial: false });
  expect(all(before, 'headers')).toEqual([]);
});

test('a FIN before any answer has no headers', async () => {
  const seen = await closeAfter((socket) => socket.end());
  expect(closeOf(seen)).toEqual({ reason: 'fin', partial: false });
  expect(seen.timeline.map(({ type }) => type)).toEqual(['connect', 'close']);
});

test('an event that was cut in two is partial', async () => {
  const seen = await closeAfter((socket) => socket.end(CHUNKED + chunk(`${EVENT}id: 2\ndata: tw`)));
  expect(closeOf(seen)).toEqual({ reason: 'fin', partial: true });
  expect(all(seen, 'event')).toHaveLength(1);
});

test('the probe closes what it holds, and says when no answer came', async () => {
  const url = `http://${await rawServer((socket, request) => void (request.includes('/held') || socket.write(CHUNKED + chunk(EVENT))))}`;
  expect(closeOf(await visitOnce(`${url}/`, {}, { holdMs: 100 }))).toEqual({ reason: 'probe', partial: false });
  expect(closeOf(await visitOnce(`${url}/held`, {}, { holdMs: 100 }))).toEqual({ reason: 'timeout', partial: false });
});

test('endless headers end at the limit', async () => {
  const seen = await closeAfter((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const flood = () => void (socket.writable && socket.write(`X-More: ${'x'.repeat(1000)}\r\n`, () => setImmediate(flood)));
    flood();
  });
  expect(closeOf(seen)).toEqual({
    reason: 'too-large',
    error: 'HPE_HEADER_OVERFLOW',
    message: 'more than 16384 bytes of headers',
    partial: false,
  });
});

test('what is no HTTP is an error', async () => {
  const before = await closeAfter((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
  expect(closeOf(before)).toMatchObject({ reason: 'error', error: 'HPE_INVALID_CONSTANT' });
  const within = await closeAfter((socket) => socket.write(`${CHUNKED}no length\r\n`));
  expect(closeOf(within)).toMatchObject({ reason: 'error', error: 'HPE_INVALID_CHUNK_SIZE' });
});

test('bytes are counted without the framing', async () => {
  const seen = await closeAfter((socket) => socket.write(CHUNKED + chunk(EVENT) + LAST_CHUNK));
  expect(all(seen, 'chunk')).toMatchObject([{ bytes: EVENT.length }]);
});
