import { Duration } from '../../policy/duration';
import { facts } from '../../path/fact';

const DOCS = 'https://nginx.org/en/docs';
const PROXY = `${DOCS}/http/ngx_http_proxy_module.html`;
const CORE = `${DOCS}/http/ngx_http_core_module.html`;
const UPSTREAM = `${DOCS}/http/ngx_http_upstream_module.html`;
const CHANGES = `${DOCS.replace('/docs', '')}/CHANGES`;
const CODE = 'https://github.com/nginx/nginx/blob/release-1.22.1/src';

/** What nginx 1.22.1 did with a configuration of that kind, on loopback. */
const measured = { checked: '2026-11-21', known: 'measured', provenWith: 'nginx 1.22.1' } as const;
const documented = { checked: '2026-11-20', known: 'documented' } as const;

/** nginx itself, by its own configuration, without a controller. */
export const nginxProxyFacts = facts({
  readTimeout: {
    says: 'nginx ends a stream whose server sent nothing for proxy_read_timeout; every byte resets it, and before the headers it is a 504. 0 means 504 at once.',
    limit: 'idle',
    unit: 'nginx time',
    default: Duration.seconds(60),
    min: Duration.millis(1),
    source: `${PROXY}#proxy_read_timeout`,
    ...measured,
  },
  otherTimeouts: {
    says: 'proxy_send_timeout is about sending the request, send_timeout about a client that takes nothing, keepalive_timeout about connections without a request: none of them ends or keeps a quiet stream.',
    source: `${PROXY}#proxy_send_timeout`,
    ...documented,
  },
  sendTimeout: {
    says: 'nginx ends a stream whose client takes no byte for send_timeout while there is something to send.',
    unit: 'nginx time',
    default: Duration.seconds(60),
    source: `${CORE}#send_timeout`,
    ...documented,
  },
  noTotalLimit: {
    says: 'The timeouts of nginx run between two reads or writes; none runs for the whole response.',
    limit: 'total',
    fixed: 'disabled',
    source: `${PROXY}#proxy_read_timeout`,
    ...measured,
  },
  buffering: {
    says: 'With proxy_buffering on, an answer without chunks is held, headers too, until it ends or 4096 bytes are there; a chunked one that nginx asked for by HTTP/1.1 flows, but an event of 4080 bytes or more comes one event late, and to a client of HTTP/1.1 over TLS it is held too. By HTTP/1.0 the server decides which of the two it sends.',
    default: 'on',
    source: `${PROXY}#proxy_buffering`,
    ...measured,
  },
  accelBuffering: {
    says: 'X-Accel-Buffering: no in the answer of the server switches buffering off for it, and yes on, unless proxy_ignore_headers names it. nginx then removes it, so that an nginx in front still holds the stream. In the request, or added by nginx to its own answer, it switches nothing here.',
    ignores: 'X-Accel-Buffering in a request, or added to its own answer',
    source: `${CODE}/http/ngx_http_upstream.c`,
    ...measured,
  },
  passOn: {
    says: 'add_header X-Accel-Buffering no in an nginx makes a buffering nginx in front of it let the stream flow; in itself it switches nothing.',
    source: `${DOCS}/http/ngx_http_headers_module.html#add_header`,
    ...measured,
  },
  httpVersion: {
    says: 'nginx asks the server by HTTP/1.0 before 1.29.7 and by 1.1 since, unless proxy_http_version is written.',
    default: '1.0',
    source: CHANGES,
    ...documented,
  },
  connection: {
    says: 'nginx sends the server Connection: close before 1.29.7 and no such header since, unless proxy_set_header Connection is written. One proxy_set_header in a block cancels all of the blocks around it.',
    default: 'close',
    source: `${PROXY}#proxy_set_header`,
    ...measured,
  },
  chunked: {
    says: 'With chunked_transfer_encoding off a stream goes to clients without chunks and ends with its connection.',
    default: 'on',
    source: `${CORE}#chunked_transfer_encoding`,
    ...measured,
  },
  requestBuffering: {
    says: 'nginx reads the whole body of a request before it asks the server, unless proxy_request_buffering is off: a stream that is opened by POST waits for it.',
    default: 'on',
    source: `${PROXY}#proxy_request_buffering`,
    ...documented,
  },
  tempFile: {
    says: 'What the buffers cannot hold of a buffered answer goes to a file of up to proxy_max_temp_file_size, 0 for none.',
    default: '1024m',
    source: `${PROXY}#proxy_max_temp_file_size`,
    ...documented,
  },
  cache: {
    says: 'proxy_cache stores a stream whose answer has no Cache-Control and replays it to later clients without asking the server; with proxy_buffering off it stores nothing. The server is never told that a client left while its answer is being stored, and with proxy_cache_lock a second client waits 5 s for its headers.',
    default: 'off',
    source: `${PROXY}#proxy_cache`,
    ...measured,
  },
  gzip: {
    says: 'gzip for text/event-stream holds a buffered stream, headers too, until about 12.5 KB are compressed; with proxy_buffering off it is flushed at every event.',
    default: 'off',
    source: `${DOCS}/http/ngx_http_gzip_module.html#gzip`,
    ...measured,
  },
  gzipTypes: {
    says: 'gzip compresses text/html and what gzip_types names; * is every type.',
    default: 'text/html',
    source: `${DOCS}/http/ngx_http_gzip_module.html#gzip_types`,
    ...documented,
  },
  roundRobin: {
    says: 'Without hash, ip_hash or sticky an upstream takes its servers in turn, or by their load.',
    default: 'none',
    source: `${UPSTREAM}#upstream`,
    ...documented,
  },
  hash: {
    says: 'hash maps a key onto the list of servers; requests with an empty key take them in turn. With consistent a server that comes or goes moves few clients, without it most.',
    source: `${UPSTREAM}#hash`,
    ...documented,
  },
  issuedCookie: {
    says: 'A map that takes the cookie or else $request_id as the key of hash, and a second one that is the Set-Cookie of requests without the cookie, bring each client back to its server in any build.',
    unit: 'whole seconds',
    min: Duration.seconds(1),
    source: `${DOCS}/http/ngx_http_map_module.html`,
    ...measured,
  },
  ipHash: {
    says: 'ip_hash and a hash of the client address take the address of the connection: the same for all clients of a proxy in front, unless set_real_ip_from names that proxy. ip_hash takes the first three numbers of an IPv4 address.',
    source: `${UPSTREAM}#ip_hash`,
    ...documented,
  },
  sticky: {
    says: 'sticky cookie sets a cookie that names the server, anew with every answer; it is there since 1.29.6, and in NGINX Plus.',
    source: `${UPSTREAM}#sticky`,
    ...documented,
  },
  servers: {
    says: 'nginx chooses among the servers of an upstream. The name of a Service with an address is one server, and the cluster chooses the pod behind it; the name of a headless one is its pods.',
    source: `${UPSTREAM}#server`,
    ...documented,
  },
  nextUpstream: {
    says: 'By default nginx asks the next server when one cannot be reached and also when it is slow to send its first byte.',
    default: 'error timeout',
    source: `${PROXY}#proxy_next_upstream`,
    ...documented,
  },
  listen: {
    says: 'A listen without ssl takes plain HTTP.',
    source: `${CORE}#listen`,
    ...documented,
  },
  http2: {
    says: 'HTTP/2 is off unless listen has http2, or, since 1.25.1, http2 is on.',
    default: 'off',
    source: `${DOCS}/http/ngx_http_v2_module.html#http2`,
    ...documented,
  },
  workerShutdown: {
    says: 'After a reload the old workers keep their streams until they end; with worker_shutdown_timeout they end them all at that moment.',
    limit: 'drain',
    unit: 'nginx time',
    default: 'disabled',
    source: `${DOCS}/ngx_core_module.html#worker_shutdown_timeout`,
    ...measured,
  },
  locations: {
    says: 'An exact location goes first, then the longest prefix where it has ^~, then the first regular expression that matches, then the longest prefix.',
    source: `${CORE}#location`,
    ...documented,
  },
  limitConn: {
    says: 'limit_conn answers 503 to a request over its limit; over HTTP/2 each stream counts as a connection.',
    source: `${DOCS}/http/ngx_http_limit_conn_module.html`,
    ...measured,
  },
  clientAbort: {
    says: 'The server learns at once that a client left; with proxy_ignore_client_abort on, only when it writes again.',
    default: 'off',
    source: `${PROXY}#proxy_ignore_client_abort`,
    ...measured,
  },
  refused: {
    says: 'nginx refuses the whole configuration for one value it cannot read, and goes on with the last one that it took.',
    source: `${DOCS}/control.html`,
    ...documented,
  },
  cookieName: {
    says: 'nginx takes "$" in a text for a variable, so a cookie whose name has one cannot be set.',
    source: `${DOCS}/http/ngx_http_map_module.html`,
    ...documented,
  },
});
