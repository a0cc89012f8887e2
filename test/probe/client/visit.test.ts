import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { Client } from '../../../src/probe/client/client';
import { CookieJar } from '../../../src/probe/client/cookies';
import { selfSigned } from '../support/certificate';
import { CHUNKED, chunk, closeServers, HEAD, listen, rawServer } from '../support/servers';
import { all, closeOf, visitOnce } from '../support/visit';

afterEach(closeServers);

const pair = selfSigned();
const SECRET = 'very-secret-value';

function stream(response: ServerResponse, headers: Record<string, string | string[]> = {}): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
  response.end('data: one\n\n');
}

const serve = (answer: (request: IncomingMessage, response: ServerResponse) => void) => listen(createServer(answer));

test('TLS is verified, against the name in the URL', async () => {
  const address = await listen(createSecureServer(pair, (_request, response) => stream(response)));
  const port = address.split(':')[1] ?? '';
  const ca = { tls: { ca: pair.cert } };
  expect(closeOf(await visitOnce(`https://localhost:${port}/`))).toMatchObject({ error: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  expect(closeOf(await visitOnce(`https://127.0.0.1:${port}/`, ca))).toMatchObject({ error: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  const trusted = await visitOnce(`https://localhost:${port}/`, ca);
  expect(closeOf(trusted)).toMatchObject({ reason: 'clean' });
  expect(all(trusted, 'tls')).toMatchObject([{ protocol: 'TLSv1.3', alpn: 'http/1.1' }]);
  expect(closeOf(await visitOnce(`https://localhost:${port}/`, { tls: { insecure: true } }))).toMatchObject({ reason: 'clean' });
});

test('a client certificate is shown to the host of the URL', async () => {
  const address = await listen(
    createSecureServer({ ...pair, ca: pair.cert, requestCert: true }, (_request, response) => stream(response)),
  );
  const url = `https://localhost:${address.split(':')[1] ?? ''}/`;
  expect(closeOf(await visitOnce(url, { tls: { ca: pair.cert } }))).not.toMatchObject({ reason: 'clean' });
  expect(closeOf(await visitOnce(url, { tls: { ca: pair.cert, ...pair } }))).toMatchObject({ reason: 'clean' });
});

test('an address is used in place of a look-up, and the name still verified', async () => {
  const port = (await listen(createSecureServer(pair, (_request, response) => stream(response)))).split(':')[1] ?? '';
  const addresses = new Map([['localhost', '127.0.0.1'], ['other.invalid', '127.0.0.1']]); // prettier-ignore
  const seen = await visitOnce(`https://localhost:${port}/`, { addresses, tls: { ca: pair.cert } });
  expect(all(seen, 'dns')).toMatchObject([{ address: '127.0.0.1' }]);
  expect(closeOf(seen)).toMatchObject({ reason: 'clean' });
  const other = await visitOnce(`https://other.invalid:${port}/`, { addresses, tls: { ca: pair.cert } });
  expect(closeOf(other)).toMatchObject({ error: 'ERR_TLS_CERT_ALTNAME_INVALID' });
});

test('a redirect on the same host is followed, and noted', async () => {
  const address = await serve((request, response) => {
    if (request.url?.startsWith('/new') === true) return stream(response);
    response.writeHead(302, { location: `/new?token=${SECRET}` }).end('moved');
  });
  const seen = await visitOnce(`http://${address}/`);
  expect(all(seen, 'redirect')).toMatchObject([{ location: `http://${address}/new?token=REDACTED` }]);
  expect(all(seen, 'headers').map(({ status }) => status)).toEqual([302, 200]);
  expect(all(seen, 'event')).toHaveLength(1);
  expect(JSON.stringify(seen)).not.toContain(SECRET);
});

test('a redirect to another host is refused, and followed without credentials when it is allowed', async () => {
  const arrived: IncomingMessage['headers'][] = [];
  const other = await serve((request, response) => {
    arrived.push(request.headers);
    stream(response);
  });
  const address = await serve((_request, response) => {
    response.writeHead(307, { location: `http://localhost:${other.split(':')[1] ?? ''}/`, 'set-cookie': `in=${SECRET}` }).end();
  });
  const headers = { authorization: `Bearer ${SECRET}`, cookie: `a=${SECRET}`, 'x-own': SECRET };
  const refused = await visitOnce(`http://${address}/`, { headers });
  expect(closeOf(refused)).toMatchObject({
    reason: 'error',
    error: 'REDIRECT',
    message: `a redirect to another host, ${other.replace('127.0.0.1', 'localhost')}`,
  });
  expect(arrived).toEqual([]);
  expect(all(await visitOnce(`http://${address}/`, { headers, leaveHost: true }), 'event')).toHaveLength(1);
  expect(JSON.stringify(arrived)).not.toContain(SECRET);
});

test('redirects in a circle end', async () => {
  const address = await serve((_request, response) => void response.writeHead(302, { location: '/' }).end());
  expect(closeOf(await visitOnce(`http://${address}/`))).toMatchObject({ message: 'more than 5 redirects' });
});

test('nothing that may be a credential is recorded, whoever says it', async () => {
  const received: string[] = [];
  const address = await serve((request, response) => {
    received.push(JSON.stringify([request.url, request.headers]));
    stream(response, {
      'set-cookie': [`session=${SECRET}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60`],
      'x-auth-token': SECRET,
      'x-echo': `you sent Bearer ${SECRET}`,
      'content-location': `/events?token=${SECRET}`,
    });
  });
  const client = new Client(
    {
      url: new URL(`http://user:${SECRET}@${address}/events?token=${SECRET}&cadence=100&${SECRET}#${SECRET}`),
      headers: { 'X-Api-Key': SECRET, Cookie: `id=${SECRET}` },
    },
    () => undefined,
    new AbortController().signal,
  );
  await client.visit('stream', { holdMs: 1000 }).done;
  const observation = client.end();
  expect(received.join()).toContain(`Basic ${Buffer.from(`user:${SECRET}`).toString('base64')}`);
  expect(received.join()).toContain(`id=${SECRET}`);
  const recorded = JSON.stringify(observation);
  expect(recorded).not.toContain(SECRET);
  expect(recorded).not.toContain(Buffer.from(`user:${SECRET}`).toString('base64'));
  expect(observation.url).toBe(`http://${address}/events?token=REDACTED&cadence=100&REDACTED=REDACTED`);
  const [connection] = observation.connections;
  expect(connection?.request.headers).toMatchObject({ authorization: 'REDACTED', cookie: 'REDACTED', 'x-api-key': 'REDACTED' });
  expect(connection && all(connection, 'headers')[0]?.cookies).toEqual([
    {
      name: 'session',
      valueHash: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      path: '/',
      maxAge: 60,
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
    },
  ]);
});

test('a jar gives back what it was given, where it belongs', async () => {
  const received: (string | undefined)[] = [];
  const address = await serve((request, response) => {
    received.push(request.headers.cookie);
    stream(response, {
      'set-cookie': ['srv=a; Path=/', 'deep=b; Path=/other', 'safe=c; Path=/; Secure', 'gone=d; Path=/; Max-Age=0'],
    });
  });
  const jar = new CookieJar();
  await visitOnce(`http://${address}/events`, {}, { jar });
  await visitOnce(`http://${address}/events`, { headers: { cookie: 'own=1' } }, { jar });
  await visitOnce(`http://${address}/other/deep`, {}, { jar });
  expect(received).toEqual([undefined, 'own=1; srv=a', 'srv=a; deep=b']);
});

test('equal cookies have equal hashes in one observation, and others in the next', async () => {
  const address = await serve((_request, response) => stream(response, { 'set-cookie': 'srv=a' }));
  const observe = async () => {
    const client = new Client({ url: new URL(`http://${address}/`) }, () => undefined, new AbortController().signal);
    for (const purpose of ['fresh', 'returning'] as const) await client.visit(purpose, { holdMs: 1000 }).done;
    return client.end().connections.map((each) => all(each, 'headers')[0]?.cookies[0]?.valueHash);
  };
  const [[first, second], [third]] = [await observe(), await observe()];
  expect(first).toBe(second);
  expect(first).not.toBe(third);
});

test('a body of more bytes, or a line of more characters, than it takes ends the connection', async () => {
  const flood = await rawServer((socket, request) => {
    socket.write(CHUNKED);
    const text = chunk((request.includes('/line') ? 'x' : 'data: xxxxxxxx\n\n').repeat(65_536));
    const more = () => void (socket.writable && socket.write(text, () => setImmediate(more)));
    more();
  });
  expect(closeOf(await visitOnce(`http://${flood}/`))).toMatchObject({ reason: 'too-large' });
  expect(closeOf(await visitOnce(`http://${flood}/line`))).toMatchObject({
    reason: 'too-large',
    message: 'an event or a line of more than 1048576 characters',
  });
});

test('an answer that is no event stream leaves its first characters, for those who know gateways by them', async () => {
  const address = await rawServer((socket) =>
    socket.end(`${HEAD.replace('200 OK', '504 Gateway Timeout')}\r\nupstream request timeout`),
  );
  expect(all(await visitOnce(`http://${address}/`), 'body')).toMatchObject([{ text: 'upstream request timeout' }]);
});

test('Ctrl-C ends what is under way, in every state', async () => {
  const silent = await rawServer(() => undefined);
  const streaming = await rawServer((socket) => socket.write(CHUNKED + chunk('data: one\n\n')));
  const interrupt = new AbortController();
  const clients = [silent, streaming].map(
    (address) => new Client({ url: new URL(`http://${address}/`) }, () => undefined, interrupt.signal),
  );
  const visits = clients.map((client) => client.visit('stream', { holdMs: 60_000 }));
  await visits[1]?.until((timeline) => timeline.count('event') === 1, 5_000);
  interrupt.abort();
  await Promise.all(visits.map(({ done }) => done));
  const late = clients[0]?.visit('stream', { holdMs: 60_000 });
  await late?.done;
  for (const visit of [...visits, late]) expect(visit?.timeline.first('close')).toMatchObject({ reason: 'interrupted' });
});
