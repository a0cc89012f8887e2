import { createSecureServer, createServer, constants, type Http2Session, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { selfSigned } from '../support/certificate';
import { closeServers, listen, rawServer } from '../support/servers';
import { all, closeOf, visitOnce } from '../support/visit';

afterEach(closeServers);

const pair = selfSigned();
const EVENT = 'id: 1\ndata: one\n\n';

/** The same server twice: by prior knowledge without TLS, and negotiated with it. */
async function overBoth(act: (stream: ServerHttp2Stream, session: Http2Session, socket: Socket) => void) {
  const onStream = (stream: ServerHttp2Stream) => {
    const { session } = stream;
    if (session === undefined) return;
    stream.on('error', () => undefined);
    session.on('error', () => undefined);
    stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
    stream.write(EVENT);
    setTimeout(() => act(stream, session, rawSocketOf(session)), 50);
  };
  const plain = createServer().on('stream', onStream);
  const secure = createSecureServer(pair).on('stream', onStream);
  for (const server of [plain, secure]) server.on('connection', (socket: Socket) => sockets.push(socket));
  const address = (await listen(secure)).replace('127.0.0.1', 'localhost');
  return [
    await visitOnce(`http://${await listen(plain)}/`, { http: 'http2' }),
    await visitOnce(`https://${address}/`, { tls: { ca: pair.cert } }),
  ];
}

/** Frames of our own: Node's server ends a stream before it resets it. */
async function overFrames(act: (socket: Socket) => void) {
  const address = await rawServer((socket) => {
    socket.write(
      Buffer.concat([frame(SETTINGS, 0, 0), frame(HEADERS, END_HEADERS, 1, RESPONSE), frame(DATA, 0, 1, Buffer.from(EVENT))]),
    );
    setTimeout(() => act(socket), 50);
  });
  return visitOnce(`http://${address}/`, { http: 'http2' });
}

const [DATA, HEADERS, RST_STREAM, SETTINGS] = [0, 1, 3, 4];
const END_HEADERS = 4;
/** `:status: 200` from the static table, `content-type` by its index there. */
const RESPONSE = Buffer.concat([Buffer.from([0x88, 0x0f, 0x10, 'text/event-stream'.length]), Buffer.from('text/event-stream')]);

function frame(type: number, flags: number, stream: number, payload = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

function rstStream(code: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(code);
  return frame(RST_STREAM, 0, 1, payload);
}

const sockets: Socket[] = [];

/** Not `session.socket`, which refuses to be ended. */
function rawSocketOf(session: Http2Session): Socket {
  const socket = sockets.find(({ remotePort }) => remotePort === session.socket.remotePort);
  if (socket === undefined) throw new Error('no socket');
  return socket;
}

test('END_STREAM is a clean end', async () => {
  for (const seen of await overBoth((stream) => stream.end())) {
    expect(closeOf(seen)).toEqual({ reason: 'clean', partial: false });
    expect(all(seen, 'headers')).toMatchObject([{ status: 200, httpVersion: '2' }]);
    expect(all(seen, 'event')).toHaveLength(1);
  }
});

test.each([constants.NGHTTP2_INTERNAL_ERROR, constants.NGHTTP2_CANCEL])('RST_STREAM is told with its code %d', async (code) => {
  const seen = await overFrames((socket) => socket.write(rstStream(code)));
  expect(closeOf(seen)).toEqual({ reason: 'rst-stream', code, partial: false });
  expect(all(seen, 'event')).toHaveLength(1);
});

test('RST_STREAM with the connection right behind it is told with its code', async () => {
  const seen = await overFrames((socket) => socket.end(rstStream(constants.NGHTTP2_INTERNAL_ERROR)));
  expect(closeOf(seen)).toEqual({ reason: 'rst-stream', code: constants.NGHTTP2_INTERNAL_ERROR, partial: false });
});

test('a connection that is gone is a naked FIN', async () => {
  for (const seen of await overBoth((_stream, _session, socket) => socket.destroy())) {
    expect(closeOf(seen)).toEqual({ reason: 'naked-fin', partial: false });
  }
});

test('a connection that is reset is a reset', async () => {
  const [seen] = await overBoth((_stream, _session, socket) => socket.resetAndDestroy());
  expect(seen && closeOf(seen)).toEqual({ reason: 'rst', partial: false });
});

test('GOAWAY without an error is noted, and the stream goes on', async () => {
  const seen = await overBoth((stream, session) => {
    session.goaway(constants.NGHTTP2_NO_ERROR);
    setTimeout(() => stream.end('data: two\n\n'), 50);
  });
  for (const each of seen) {
    expect(all(each, 'goaway')[0]).toMatchObject({ code: 0 });
    expect(all(each, 'event')).toHaveLength(2);
    expect(closeOf(each)).toEqual({ reason: 'clean', partial: false });
  }
});

test('GOAWAY with an error ends the stream', async () => {
  for (const seen of await overBoth((_stream, session) => session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM))) {
    expect(closeOf(seen)).toEqual({ reason: 'goaway', code: constants.NGHTTP2_ENHANCE_YOUR_CALM, partial: false });
  }
});

test('a server that speaks HTTP/1.1 to a client of HTTP/2 is an error', async () => {
  const address = await rawServer((socket) => socket.write('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'));
  expect(closeOf(await visitOnce(`http://${address}/`, { http: 'http2' }))).toMatchObject({
    reason: 'error',
    error: 'ERR_HTTP2_ERROR',
  });
});

test('a body is sent on both versions', async () => {
  const bodies: string[] = [];
  const server = createServer().on('stream', (stream) => {
    stream.on('data', (bytes: Buffer) => bodies.push(bytes.toString()));
    stream.on('end', () => {
      stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
      stream.end(EVENT);
    });
  });
  const target = { method: 'POST', body: Buffer.from('ask'), http: 'http2' as const };
  expect(closeOf(await visitOnce(`http://${await listen(server)}/`, target))).toMatchObject({ reason: 'clean' });
  expect(bodies).toEqual(['ask']);
});
