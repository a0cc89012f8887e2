import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createTlsServer } from 'node:tls';
import type { Observation } from '../../src/probe/observation';
import { unusable } from '../../src/probe/unusable';
import { selfSigned } from './support/certificate';
import { CHUNKED, chunk, closeServers, HEAD, LAST_CHUNK, listen, rawServer } from './support/servers';
import { visitOnce } from './support/visit';

afterEach(closeServers);

const pair = selfSigned();

async function told(...visit: Parameters<typeof visitOnce>): Promise<string | undefined> {
  const [url, target, asked] = visit;
  const connection = await visitOnce(url, target, { holdMs: 1_000, ...asked });
  const observation: Observation = { version: 1, url, startedAt: 0, connections: [connection], interrupted: false };
  const line = unusable(observation);
  expect(line ?? '').not.toContain('\n');
  return line;
}

test('a host without an address', async () => {
  expect(await told('http://nowhere.invalid/events')).toMatch(
    /^There is no address for nowhere\.invalid \((?:ENOTFOUND|EAI_AGAIN)\)\. Check the name, or give an address with --resolve nowhere\.invalid:<ip>\.$/,
  );
});

test('a port that nobody listens on', async () => {
  const address = await rawServer(() => undefined);
  await closeServers();
  expect(await told(`http://${address}/`)).toBe(`${address} refuses connections. Check the port, and that the server runs.`);
});

test('the wrong scheme, either way', async () => {
  const plain = await listen(createServer((_request, response) => response.end()));
  expect(await told(`https://${plain}/`)).toBe(
    `TLS with ${plain} failed (wrong version number). Check that the port speaks https; if it asks for a client certificate, give --cert and --key.`,
  );
  const ssh = await rawServer((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
  expect(await told(`http://${ssh}/`)).toMatch(
    /answers, but not in HTTP\/1\.1 \(Expected HTTP\/.*\)\. Check the port; it may speak https, or HTTP\/2 only/,
  );
});

test('http to a port that speaks https: it says nothing, or says so', async () => {
  const tls = await listen(createSecureServer(pair));
  expect(await told(`http://${tls}/`)).toBe(
    `${tls} closes the connection without an answer. If the port speaks https, write https:// in the URL; if not, check that a server runs behind it.`,
  );
  const text = 'The plain HTTP request was sent to HTTPS port';
  const nginx = await listen(createServer((_request, response) => void response.writeHead(400).end(text)));
  expect(await told(`http://${nginx}/`)).toBe('The answer is 400: the port speaks https. Write https:// in the URL.');
});

test('a certificate nobody vouches for, or for another name', async () => {
  const port = (await listen(createSecureServer(pair))).split(':')[1] ?? '';
  expect(await told(`https://localhost:${port}/`)).toBe(
    'The certificate of localhost is not accepted: self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT). Give its authority with --ca; --insecure goes on without knowing who answers.',
  );
  expect(await told(`https://127.0.0.1:${port}/`, { tls: { ca: pair.cert } })).toMatch(
    /^The certificate that answers is not for 127\.0\.0\.1\. Ask by a name that it has/,
  );
});

test('a certificate that the server wants', async () => {
  const options = { ...pair, ca: pair.cert, requestCert: true, rejectUnauthorized: true };
  const port = (await listen(createSecureServer(options, (_request, response) => response.end()))).split(':')[1] ?? '';
  expect(await told(`https://localhost:${port}/`, { tls: { ca: pair.cert } })).toMatch(/certificate required.*--cert and --key/);
});

test('a TLS port that never answers', async () => {
  const silent = await rawServer(() => undefined);
  expect(await told(`https://${silent}/`)).toMatch(/took a connection and did not answer TLS in 1 s/);
});

test('a TLS port that closes at once', async () => {
  for (const ALPNProtocols of [['h2'], ['http/1.1']]) {
    const closing = await listen(createTlsServer({ ...pair, ALPNProtocols }, (socket) => socket.destroy()));
    expect(await told(`https://${closing}/`, { tls: { ca: pair.cert, insecure: true } })).toBe(
      `${closing} closes the connection without an answer. Check that a server runs behind it; if it asks for a client certificate, give --cert and --key.`,
    );
  }
});

test('an answer that is no HTTP after its headers', async () => {
  const address = await rawServer((socket) => socket.write(`${CHUNKED}no length\r\ndata: one\n\n`));
  expect(await told(`http://${address}/`)).toMatch(/^The answer breaks the rules of HTTP\/1\.1 after its headers \(/);
});

test('a login page behind a redirect', async () => {
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/login') === true)
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in</h1>');
    else response.writeHead(302, { location: '/login?next=%2Fevents' }).end();
  });
  const address = await listen(server);
  expect(await told(`http://${address}/events`)).toBe(
    `The answer is no event stream but text/html after a redirect to http://${address}/login?next=REDACTED (a login or error page?). Check the URL, and give credentials with --header if it needs them.`,
  );
});

test('a redirect that is not followed', async () => {
  const address = await listen(
    createServer((_request, response) => void response.writeHead(302, { location: 'https://sso.invalid/?state=x' }).end()),
  );
  expect(await told(`http://${address}/`)).toBe(
    'The answer is a redirect to another host, sso.invalid (https://sso.invalid/?state=REDACTED). Probe that URL itself, or allow it with --follow-off-host.',
  );
});

test('redirects without an end', async () => {
  const address = await listen(createServer((_request, response) => void response.writeHead(302, { location: '/' }).end()));
  expect(await told(`http://${address}/`)).toBe(
    `The answer is more than 5 redirects (http://${address}/). Check where they lead; a login may be missing: give credentials with --header.`,
  );
});

test.each([
  [204, /^The answer is 204: the server has nothing to stream/],
  [401, /^The answer is 401: give credentials with --header/],
  [404, /^The answer is 404 in place of a stream\. Check the path/],
  [500, /^The answer is 500 in place of a stream/],
])('status %d', async (status, line) => {
  const address = await listen(createServer((_request, response) => void response.writeHead(status).end()));
  expect(await told(`http://${address}/`)).toMatch(line);
});

test('endless headers', async () => {
  const address = await rawServer((socket) => socket.write(`HTTP/1.1 200 OK\r\n${`X-More: ${'x'.repeat(1000)}\r\n`.repeat(40)}`));
  expect(await told(`http://${address}/`)).toBe(
    `${address} sent more than 16384 bytes of headers. An event stream needs few: find out what adds them.`,
  );
});

test('a stream of garbage, and one of nothing', async () => {
  const garbage = await rawServer((socket) =>
    socket.write(CHUNKED + chunk('\u0001\u0002\u0003 garbage\n\n'.repeat(100)) + LAST_CHUNK),
  );
  expect(await told(`http://${garbage}/`)).toBe(
    '1300 bytes came and none of them was an event or a comment. Check what the server writes: "data: ..." and a blank line.',
  );
  const line = await rawServer((socket) => socket.write(CHUNKED + chunk('x'.repeat(2 << 20))));
  expect(await told(`http://${line}/`)).toMatch(
    /bytes came and none .* comment; an event or a line of more than 1048576 characters\./,
  );
  const nothing = await rawServer((socket) => socket.write(CHUNKED + LAST_CHUNK));
  expect(await told(`http://${nothing}/`)).toBe(
    'The stream ended without a single byte. Check that the server has events to send.',
  );
});

test('what there is to judge is left to the checks', async () => {
  const answers = {
    healthy: CHUNKED + chunk('data: one\n\n'),
    'heartbeats only': CHUNKED + chunk(': hb\n\n'),
    'headers and then nothing': CHUNKED,
    'no answer at all': '',
    'events of another type': `${CHUNKED.replace('event-stream', 'plain')}${chunk('data: one\n\n')}`,
    'a gateway that gave up': `${HEAD.replace('200 OK', '504 Gateway Timeout')}Content-Length: 0\r\n\r\n`,
  };
  for (const answer of Object.values(answers)) {
    const address = await rawServer((socket) => socket.write(answer));
    expect(await told(`http://${address}/`, {}, { holdMs: 200 })).toBeUndefined();
  }
});
