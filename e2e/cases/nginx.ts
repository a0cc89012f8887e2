import { renderNginx } from 'sse-ready';
import { checks } from '../../src/probe/checks/index';
import type { ProbeCase } from '../probe-case';
import { rendered } from '../proxies/nginx';
import { changed } from '../proxies/site';
import { policy } from '../support/policy';

type Edit = readonly [from: string, to: string];

/** What the package writes, with something spoiled. */
const but =
  (...edits: readonly Edit[]): ProbeCase['configuration'] =>
  (site) =>
    changed(rendered(site), ...edits);

const BUFFERING: Edit = ['proxy_buffering off;', 'proxy_buffering on;'];
/** Events of the probe are smaller, so that none has a tail that waits for the next. */
const ROOMY: Edit = ['proxy_buffering off;', 'proxy_buffering on; proxy_buffer_size 64k; proxy_buffers 8 64k;'];
const HTTP_1_0: Edit = ['proxy_http_version 1.1;', 'proxy_http_version 1.0;'];
const GZIP: Edit = ['gzip off;', 'gzip on; gzip_types text/event-stream; gzip_proxied any; gzip_min_length 0;'];
/** The answer of a server that does not know of nginx. */
const PLAIN = { 'x-accel-buffering': 'absent' };

/** One cache for each client, and none for a client that resumes: affinity and resumption are not its business. */
const CACHE: readonly Edit[] = [
  ['upstream sse_localhost', 'proxy_cache_path cache keys_zone=streams:1m;\nupstream sse_localhost'],
  [
    'proxy_cache off;',
    'proxy_cache streams; proxy_cache_valid 1h; proxy_cache_key $uri$args$sse_key_sse_affinity; proxy_cache_bypass $http_last_event_id;',
  ],
];
/** Streams of one URL are counted together: the experiments of the probe ask with different parameters. */
const limited = (streams: number): readonly Edit[] => [
  ['upstream sse_localhost', 'limit_conn_zone $request_uri zone=streams:1m;\nupstream sse_localhost'],
  ['location ^~ /test {', `location ^~ /test {\n        limit_conn streams ${streams};`],
];

/** Two in series, the inner one at an address of its own and, as by default, with a buffer and HTTP/1.0 to the server. */
const inSeries =
  (outer = ''): ProbeCase['configuration'] =>
  (site) => {
    const { port, tls } = site;
    const inner = changed(
      renderNginx(policy(), { host: 'localhost', servers: site.servers, tls: 'terminated-in-front', port }),
      [`listen ${port}`, `listen 127.0.0.2:${port}`],
      BUFFERING,
      HTTP_1_0,
      ['add_header X-Accel-Buffering no;', ''],
    );
    return `${inner}
server {
    listen ${port} ssl http2;
    ssl_certificate ${tls.certificate};
    ssl_certificate_key ${tls.certificateKey};
    location / {
        proxy_pass http://127.0.0.2:${port};
        proxy_set_header Host localhost;
        ${outer}
    }
}
`;
  };

const HELD = { 'streams-without-buffering': 'nginx with proxy_buffering on' };

export const nginxCases: readonly ProbeCase[] = [
  { name: 'as we write it', configuration: rendered, fails: {} },
  { name: 'as we write it, no X-Accel-Buffering from the server', configuration: rendered, query: PLAIN, fails: {} },
  { name: 'buffering on, HTTP/1.0 to the server', configuration: but(BUFFERING, HTTP_1_0), query: PLAIN, fails: HELD },
  { name: 'the same, X-Accel-Buffering: no from the server', configuration: but(BUFFERING, HTTP_1_0), fails: {} },
  {
    name: 'buffering off, X-Accel-Buffering: yes from the server, HTTP/1.0',
    configuration: but(HTTP_1_0),
    query: { 'x-accel-buffering': 'yes' },
    fails: HELD,
  },
  { name: 'buffering on, large events', configuration: but(BUFFERING), query: PLAIN, http: 'http2', fails: HELD },
  {
    name: 'buffering on, chunked answers, events that fit, HTTP/2',
    configuration: but(ROOMY),
    query: PLAIN,
    http: 'http2',
    fails: {},
  },
  {
    // Measured: to a client of HTTP/1.1 over TLS, nginx holds these in its TLS buffer; without TLS they flow.
    name: 'the same, HTTP/1.1 over TLS too',
    configuration: but(ROOMY),
    query: PLAIN,
    fails: HELD,
  },
  {
    name: 'gzip, buffering on',
    configuration: but(ROOMY, GZIP),
    query: PLAIN,
    http: 'http2',
    fails: { 'no-compression-on-stream': "nginx's gzip with buffering on" },
  },
  { name: 'gzip, buffering off', configuration: but(GZIP), query: PLAIN, fails: {} },
  {
    name: 'proxy_read_timeout 2s',
    configuration: but(['proxy_read_timeout 16s;', 'proxy_read_timeout 2s;']),
    fails: { 'survives-idle': 'an idle limit of an HTTP proxy' },
  },
  {
    name: 'a cache, no Cache-Control from the server',
    configuration: but(ROOMY, ...CACHE),
    query: { 'cache-control': 'absent', ...PLAIN },
    http: 'http2',
    fails: {
      'no-caching-on-stream': "nginx's proxy_cache",
      // The fetch for the cache goes on when the client has left.
      'cancel-reaches-server': 'a proxy that goes on reading for a cache, or was told to ignore that the client left',
    },
  },
  { name: 'a cache, Cache-Control: no-cache from the server', configuration: but(ROOMY, ...CACHE), http: 'http2', fails: {} },
  {
    name: 'two in series, both default',
    configuration: inSeries(),
    // The probe asks without the header too, and so sees that the header does not help.
    query: PLAIN,
    fails: { 'streams-without-buffering': 'a second nginx outside the one that obeyed X-Accel-Buffering and removed it' },
  },
  {
    name: 'two in series, X-Accel-Buffering: no from the server, HTTP/1.1 to the inner one',
    configuration: inSeries(`proxy_http_version 1.1; ${ROOMY[1]}`),
    http: 'http2',
    fails: {},
  },
  {
    name: '40 streams at once, stopped before the first byte',
    configuration: rendered,
    query: { 'delay-headers': '60000' },
    load: 40,
    stoppedAfterMs: 3_000,
    unknown: checks.map(({ id }) => id),
    fails: {},
  },
  { name: '40 streams at once', configuration: rendered, load: 40, fails: {} },
  {
    name: '40 streams at once, limit_conn 20 for a URL',
    configuration: but(...limited(20)),
    load: 40,
    fails: { 'load-holds': '' },
  },
  {
    name: 'limit_conn 1 for a URL',
    configuration: but(...limited(1)),
    fails: { 'parallel-streams-open': '' },
  },
  {
    name: 'no affinity',
    configuration: but(['hash $sse_key_sse_affinity consistent;', ''], ['add_header Set-Cookie $sse_set_sse_affinity;', '']),
    fails: { 'affinity-holds': 'no affinity at the hop that chooses the instance' },
  },
  {
    name: 'HTTP/1.1 at the edge',
    configuration: but([' ssl http2;', ' ssl;']),
    fails: { 'http2-at-edge': '' },
  },
  {
    name: 'a server that dies in the middle of an event',
    configuration: rendered,
    dies: 'fin',
    fails: { 'ends-well': 'a restart of the origin' },
  },
];
