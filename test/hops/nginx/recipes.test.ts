import { byCookie, byNobody } from '../../support/policies';
import { pathsOf, serious, told, withLocation } from './support';

/** The least that lets a stream through. */
const GOOD = 'proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; proxy_read_timeout 1h;';

it('finds nothing in a recipe that works', () => {
  expect(told(withLocation(GOOD)).filter(({ level }) => level !== 'unknown')).toEqual([]);
});

it.each([
  [
    'nothing at all',
    withLocation(''),
    'response-buffering-off error',
    'proxy_buffering is on (default), and nginx asks the server by HTTP/1.0 unless it is 1.29.7 or newer',
    'write "proxy_buffering off;" in location /events',
  ],
  [
    'only HTTP/1.1',
    withLocation('proxy_http_version 1.1;'),
    'response-buffering-off warning',
    'an answer in chunks flows while its events are below 4080 bytes, but not to a client of HTTP/1.1 over TLS',
    'write "proxy_buffering off;" in location /events',
  ],
  [
    'X-Accel-Buffering ignored',
    withLocation('proxy_ignore_headers Cache-Control X-Accel-Buffering;'),
    'response-buffering-off error',
    'X-Accel-Buffering of the server is ignored here (proxy_ignore_headers)',
    'write "proxy_buffering off;"',
  ],
  [
    'X-Accel-Buffering in the request',
    withLocation('proxy_set_header X-Accel-Buffering no;'),
    'setting-ignored-by-target warning',
    'sends it to the server as a request header; it switches no buffering here',
    'write "proxy_buffering off;" beside it',
  ],
  [
    'X-Accel-Buffering added by nginx',
    withLocation('add_header X-Accel-Buffering no;'),
    'setting-ignored-by-target warning',
    'adds it to its own answer, for a proxy in front',
    'write "proxy_buffering off;" beside it',
  ],
  [
    'buffering off in the wrong block',
    withLocation('} location /static { proxy_buffering off;'),
    'response-buffering-off error',
    'it is off in location /static (line 7 of nginx.conf) only, which does not serve this path',
    'in location /events',
  ],
  [
    'a regular expression that wins',
    withLocation(`${GOOD} } location ~ ^/(events|api) { proxy_pass http://prices:8080;`),
    'setting-ignored-by-target error',
    'location ~ ^/(events|api) on line 7 of nginx.conf is a regular expression and goes before it',
    'write "location ^~ /events"',
  ],
  [
    'another timeout',
    withLocation('proxy_buffering off; proxy_send_timeout 3600s; keepalive_timeout 3600s;'),
    'setting-ignored-by-target warning',
    'a quiet stream is ended by proxy_read_timeout, 1m by default',
    'write proxy_read_timeout',
  ],
  [
    'no chunks',
    withLocation(`${GOOD} chunked_transfer_encoding off;`),
    'response-buffering-off warning',
    'no client can tell a cut from the end',
    'remove it',
  ],
  [
    'gzip of everything',
    withLocation('proxy_http_version 1.1;', 'gzip on; gzip_types *;'),
    'no-compression-on-stream error',
    'clients that accept gzip get nothing, headers neither',
    'write "gzip off;"',
  ],
  [
    'a cache',
    withLocation('proxy_http_version 1.1; proxy_cache all;'),
    'no-caching-on-stream error',
    'may answer with a stored stream',
    'proxy_cache',
  ],
  [
    'a short idle limit',
    withLocation(GOOD.replace('1h', '10s')),
    'heartbeat-within-idle-limit error',
    'proxy_read_timeout is 10s (set), the heartbeat 15s',
    'set proxy_read_timeout to 30s or more',
  ],
  [
    'retries',
    withLocation(`${GOOD} proxy_next_upstream error timeout http_502;`),
    'no-retry-on-stream warning',
    'a stream whose first byte is late is opened again',
    'proxy_next_upstream',
  ],
  [
    'a limit of connections',
    withLocation(GOOD, 'limit_conn_zone $binary_remote_addr zone=one:1m; limit_conn one 2;'),
    'connection-limit-on-stream warning',
    'each open stream counts for as long as it lives',
    'raise the limit',
  ],
  [
    'ignored aborts',
    withLocation(`${GOOD} proxy_ignore_client_abort on;`),
    'client-abort-reaches-server warning',
    'only when it writes again',
    'proxy_ignore_client_abort off;',
  ],
  [
    'a value that nginx refuses',
    withLocation(GOOD.replace('off', 'false')),
    'value-rejected-by-target error',
    'proxy_buffering false; on line 7 of nginx.conf; nginx refuses the whole configuration',
    'write on or off',
  ],
  [
    'a directive twice',
    withLocation(`${GOOD} proxy_buffering off;`),
    'value-rejected-by-target error',
    'it once in a block',
    'remove one',
  ],
  [
    'plain HTTP beside TLS',
    withLocation(GOOD).replace('listen', 'listen 80; listen'),
    'secure-transport warning',
    'plain HTTP too',
    'listen',
  ],
  ['HTTP/1.1 for browsers', withLocation(GOOD).replace(' http2', ''), 'http2-at-edge warning', 'HTTP/2 is off', 'listen'],
])('tells of %s', (_, text, expected, message, fix) => {
  const found = told(text).filter(({ rule, level }) => `${rule} ${level}` === expected);
  expect(found.map((one) => one.message)).toEqual([expect.stringContaining(message)]);
  expect(found[0]?.fix).toContain(fix);
  expect(found[0]?.source).toMatch(/^https:/);
});

it.each([
  ['HTTP/1.1 with the default Connection', 'proxy_http_version 1.1;', 'proxy_set_header Connection is not written'],
  [
    'a Connection of WebSockets',
    'proxy_http_version 1.1; proxy_set_header Connection "upgrade";',
    'proxy_set_header Connection upgrade; on line 7',
  ],
  ['HTTP/1.0', '', 'nginx asks the server by HTTP/1.0 unless it is 1.29.7 or newer'],
])('notes that the end of a stream cannot be told from a cut: %s', (_, directives, message) => {
  const found = told(withLocation(`proxy_buffering off; proxy_read_timeout 1h; ${directives}`));
  expect(serious(found)).toEqual([]);
  expect(found.filter(({ level }) => level === 'note').map((one) => [one.rule, one.message])).toEqual([
    ['response-buffering-off', expect.stringContaining(message)],
  ]);
});

it('notes that one proxy_set_header cancels those of the blocks around', () => {
  const directives = 'proxy_http_version 1.1; proxy_buffering off; proxy_set_header Host $host;';
  const [note] = told(withLocation(directives, 'proxy_set_header Connection "";')).filter(({ level }) => level === 'note');
  expect(note?.message).toContain(
    'proxy_set_header Connection ""; on line 1 of nginx.conf is cancelled by the proxy_set_header on line 7',
  );
});

it('inherits from the blocks around, and takes the innermost', () => {
  const inherited = withLocation('', GOOD);
  expect(serious(told(inherited))).toEqual([]);
  expect(serious(told(withLocation('proxy_buffering on;', GOOD)))).toEqual(['response-buffering-off warning']);
});

it.each([
  [
    'an include that is not there',
    'include snippets/stream.conf;',
    'snippets/stream.conf, included on line 7 of nginx.conf, is not in the input',
  ],
  ['an if', `${GOOD} if ($arg_x) { gzip on; }`, 'the if on line 7 of nginx.conf sets it for some requests'],
])('cannot tell behind %s', (_, directives, message) => {
  const found = told(withLocation(directives));
  expect(serious(found)).toEqual([]);
  expect(
    found
      .filter(({ level }) => level === 'unknown')
      .map((one) => one.message)
      .join('\n'),
  ).toContain(message);
});

it('says that old workers live as long as their streams only where it has the main context', () => {
  const drain = (text: string) =>
    told(text)
      .filter(({ rule }) => rule === 'gateway-drain-timeout')
      .map(({ level }) => level);
  expect(drain(withLocation(GOOD))).toEqual(['unknown']);
  expect(drain(`http { ${withLocation(GOOD)} }`)).toEqual([]);
  expect(drain(`worker_shutdown_timeout 10s; http { ${withLocation(GOOD)} }`)).toEqual(['note']);
});

it('is silent on servers and locations that proxy no stream', () => {
  expect(pathsOf(`server { listen 80; return 301 https://$host$request_uri; location / { proxy_pass http://a; } }`)).toEqual([]);
  expect(pathsOf(withLocation('', '', 'location /api'))).toEqual([]);
  expect(pathsOf('server { location / { root /srv; } }')).toEqual([]);
  expect(pathsOf('stream { server { listen 443; proxy_pass a:443; } }')).toEqual([]);
});

it('suppresses by a comment with a reason', () => {
  const text = withLocation(
    '# sse-ready.dev/ignore-response-buffering-off: the server sends X-Accel-Buffering\n proxy_http_version 1.0;',
  );
  expect(told(text).filter(({ rule }) => rule === 'response-buffering-off')).toEqual([
    expect.objectContaining({ suppressed: { reason: 'the server sends X-Accel-Buffering' } }),
  ]);
  expect(told(text.replace(/off: .*/, 'off:')).every(({ suppressed }) => suppressed === undefined)).toBe(true);
});

const upstream = (...directives: string[]) => `upstream prices { ${directives.join(' ')} server a:80; server b:80; }`;
const balanced = (...directives: string[]) => withLocation(GOOD, upstream(...directives)).replace(':8080', '');

it.each([
  ['none', '', 'affinity-at-balancing-hop error', 'affinity by cookie'],
  ['by address', 'ip_hash;', 'affinity-at-balancing-hop error', 'affinity by client IP'],
  ['a hash without consistent', 'hash $cookie_id;', 'affinity-conflicts-with-load-balancing warning', 'most clients move'],
  ['another key', 'hash $request_uri consistent;', 'affinity-at-balancing-hop unknown', 'nginx hashes $request_uri'],
  ['a learned one', 'sticky learn create=$upstream_cookie_id;', 'affinity-at-balancing-hop unknown', 'sticky learn'],
  ['a sticky cookie without path', 'sticky cookie id expires=24h;', 'affinity-cookie-path warning', 'has no Path'],
])('judges affinity: %s', (_, method, expected, message) => {
  const found = told(balanced(method), byCookie).filter(({ rule, level }) => `${rule} ${level}` === expected);
  expect(found.map((one) => one.message)).toEqual([expect.stringContaining(message)]);
});

it.each([['hash $cookie_id consistent;'], ['sticky cookie id expires=24h path=/ secure samesite=lax;']])('takes %s', (method) => {
  expect(serious(told(balanced(method), byCookie))).toEqual(['no-retry-on-stream warning']);
});

it('says what an address is worth behind a proxy', () => {
  const level = (text: string) =>
    told(text)
      .filter(({ rule }) => rule === 'client-ip-affinity-behind-proxy')
      .map((one) => one.level);
  expect(level(balanced('ip_hash;'))).toEqual(['unknown']);
  expect(level(balanced('ip_hash;').replace('443 ssl http2', '80'))).toEqual(['warning']);
  expect(level(`set_real_ip_from 10.0.0.0/8; ${balanced('ip_hash;')}`)).toEqual([]);
});

it('sees that a Service in the cluster chooses behind it', () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'prices', namespace: 'app' },
    spec: { selector: { app: 'prices' } },
  };
  const text = withLocation(GOOD).replace('prices:8080', 'prices.app.svc.cluster.local');
  const [path] = pathsOf(text, byNobody, [service]);
  expect(path?.hops.map(({ object }) => object)).toEqual([
    'location /events of nginx server prices.example.com:443',
    'Service app/prices',
    'the pods that Service app/prices selects',
  ]);
  expect(path?.hops[0]?.settings).toContainEqual(expect.objectContaining({ aspect: 'balances-over', value: 'service' }));
});
