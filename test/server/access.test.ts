import { startServer } from '../../examples/server/src/server';
import { ask, Client, closeAll, quickPolicy, serve, type Answer } from './support';

jest.setTimeout(30_000);

afterEach(closeAll);

const TOKEN = 'a-secret-token';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const cookie = (token: string) => ({ cookie: `theme=dark; sse-token=${token}` });

test.each([
  ['a header', bearer(TOKEN), 200],
  ['a cookie', cookie(TOKEN), 200],
  ['nothing', {}, 401],
  ['a wrong header', bearer('wrong'), 401],
  ['a wrong cookie', cookie('wrong'), 401],
  ['a part of it', bearer(TOKEN.slice(0, -1)), 401],
])('a stream with the token in %s', async (_, headers, status) => {
  const { url } = await serve({ token: TOKEN });
  if (status === 200) await Client.open(`${url}/events`, { headers: headers });
  else
    expect(await ask(`${url}/events`, { headers: headers })).toMatchObject({ status, headers: { 'www-authenticate': 'Bearer' } });
});

test('a token in the URL opens nothing', async () => {
  const { url } = await serve({ token: TOKEN });
  expect(await ask(`${url}/events?token=${TOKEN}&sse-token=${TOKEN}&access_token=${TOKEN}`)).toMatchObject({ status: 401 });
});

test.each([
  ['the header', bearer('publisher'), 201],
  ['a cookie, which other sites can make a browser send', cookie('publisher'), 401],
  ['the token of streams', bearer(TOKEN), 401],
])('publishing with %s', async (_, headers, status) => {
  const { url } = await serve({ token: TOKEN });
  expect(await ask(`${url}/events`, { method: 'POST', headers: headers, body: '{"data":1}' })).toMatchObject({ status });
});

test('without a token for it nobody publishes', async () => {
  const server = await startServer({ policy: quickPolicy() });
  expect(await ask(`${server.url}/events`, { method: 'POST', body: '{"data":1}' })).toMatchObject({ status: 403 });
  await server.close();
});

test('no token, query or body is ever told', async () => {
  const lines: string[] = [];
  const { url } = await serve({ token: TOKEN, tell: (line) => lines.push(JSON.stringify(line)) });
  const asked: Promise<Answer>[] = [bearer(TOKEN), cookie(TOKEN), { 'last-event-id': TOKEN }].map((headers) =>
    ask(`${url}/events?token=${TOKEN}`, { method: 'POST', headers, body: `{"data":"${TOKEN}"}` }),
  );
  asked.push(ask(`${url}/${TOKEN}`), ask(`${url}/test/stream?${TOKEN}=1`), ask(`${url}/test/stream?fault=${TOKEN}`));
  await Promise.all(asked);
  expect(lines.length).toBeGreaterThanOrEqual(asked.length);
  expect(lines.filter((line) => line.includes(TOKEN))).toEqual([]);
});

const ORIGIN = 'https://app.example.com';

test('pages of an allowed origin read streams with cookies, of no other', async () => {
  const { url } = await serve({ allowedOrigins: [ORIGIN] });
  const preflight = (origin: string) =>
    ask(`${url}/events`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } });
  const allowed = await preflight(ORIGIN);
  expect(allowed).toMatchObject({
    status: 204,
    headers: {
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': expect.stringContaining('Last-Event-ID') as string,
      vary: 'Origin',
    },
  });
  for (const origin of ['https://app.example.com.evil.example', 'null', 'http://app.example.com']) {
    const refused = await preflight(origin);
    expect(refused.status).toBe(403);
    expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
  }
  const { response } = await Client.open(`${url}/events`, { headers: { origin: ORIGIN } });
  expect(response.headers).toMatchObject({ 'access-control-allow-origin': ORIGIN, 'access-control-allow-credentials': 'true' });
  const foreign = await Client.open(`${url}/events`, { headers: { origin: 'https://evil.example' } });
  expect(foreign.response.headers).not.toHaveProperty('access-control-allow-origin');
});

test('an answer without a stream can be read by an allowed origin too', async () => {
  const { url } = await serve({ allowedOrigins: [ORIGIN], token: TOKEN });
  expect(await ask(`${url}/events`, { headers: { origin: ORIGIN } })).toMatchObject({
    status: 401,
    headers: { 'access-control-allow-origin': ORIGIN },
  });
});

test('the affinity cookie is the one of the policy', async () => {
  const { url } = await serve({ affinityCookie: true, instance: 'one' });
  const { response } = await Client.open(`${url}/events`);
  expect(response.headers['set-cookie']).toEqual(['sse-affinity=one; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax']);
});
