import type { ProbeCase } from '../probe-case';
import { rendered } from '../proxies/nginx';
import { changed } from '../proxies/site';

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
