import { Duration } from '../../policy/duration';
import { facts } from '../../path/fact';

const NGINX = 'https://nginx.org/en/docs/http';
const ENVOY = 'https://www.envoyproxy.io/docs/envoy/latest';
const VARNISH = 'https://varnish-cache.org/docs/7.1/reference';
const HAPROXY = 'https://docs.haproxy.org/2.6/configuration.html';

const proxy = {
  nginx: 'nginx 1.22.1',
  envoy: 'Envoy 1.40.0',
  haproxy: 'HAProxy 2.6.12',
  caddy: 'Caddy 2.6.2',
  varnish: 'Varnish 7.1.1',
  httpd: 'Apache httpd 2.4.71',
  traefik: 'Traefik 3.6.12',
} as const;

/** Measured on loopback. */
const seenIn = (...programs: string[]) =>
  ({ checked: '2026-11-20', known: 'measured', provenWith: programs.join(', ') }) as const;
const documented = { checked: '2026-11-21', known: 'documented' } as const;

/** After which time, by default, which product ends a stream. */
export const limitFacts = facts({
  envoyRoute: {
    says: 'Envoy ends every stream 15.0 s after its request, however much data flows, unless its route sets a timeout.',
    limit: 'total',
    default: Duration.seconds(15),
    source: `${ENVOY}/faq/configuration/timeouts`,
    ...seenIn(proxy.envoy),
  },
  agcRequest: {
    says: 'Application Gateway for Containers ends every request after 60 s, however much data flows, unless a policy says otherwise.',
    limit: 'total',
    default: Duration.seconds(60),
    source: 'https://learn.microsoft.com/azure/application-gateway/for-containers/application-gateway-for-containers-components',
    ...documented,
  },
  varnishSend: {
    says: 'Varnish ends an HTTP/1.1 response after send_timeout, at the first write past it; measured at 600.5 s.',
    limit: 'total',
    default: Duration.seconds(600),
    source: `${VARNISH}/varnishd.html#send-timeout`,
    ...seenIn(proxy.varnish),
  },
  applicationGatewayRequest: {
    says: 'The request timeout of an Application Gateway backend setting runs between events; AGIC and Terraform set 30 s.',
    limit: 'idle',
    default: Duration.seconds(30),
    source: 'https://learn.microsoft.com/azure/application-gateway/use-server-sent-events',
    ...documented,
  },
  nginxRead: {
    says: 'nginx ends a stream 60.0 s after its last byte (proxy_read_timeout).',
    limit: 'idle',
    default: Duration.seconds(60),
    source: `${NGINX}/ngx_http_proxy_module.html#proxy_read_timeout`,
    ...seenIn(proxy.nginx),
  },
  varnishBetweenBytes: {
    says: 'Varnish ends a stream that its origin left silent for between_bytes_timeout; measured 60.7 s after the last byte.',
    limit: 'idle',
    default: Duration.seconds(60),
    source: `${VARNISH}/varnishd.html#between-bytes-timeout`,
    ...seenIn(proxy.varnish),
  },
  httpdTimeout: {
    says: 'Apache httpd ends a proxied stream 60.0 s after its last byte (Timeout).',
    limit: 'idle',
    default: Duration.seconds(60),
    source: 'https://httpd.apache.org/docs/2.4/mod/core.html#timeout',
    ...seenIn(proxy.httpd),
  },
  azureTcpIdle: {
    says: 'An Azure public IP address or load balancer drops a connection that carried nothing for 4 minutes.',
    limit: 'idle',
    default: Duration.minutes(4),
    source: 'https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-reset',
    ...documented,
  },
  envoyStreamIdle: {
    says: 'Envoy ends a stream 300.0 s after its last byte (stream_idle_timeout).',
    limit: 'idle',
    default: Duration.seconds(300),
    source: `${ENVOY}/faq/configuration/timeouts`,
    ...seenIn(proxy.envoy),
  },
  httpdDebian: {
    says: "The configuration of Apache httpd that Debian ships sets Timeout to 300 s, in place of httpd's own 60 s.",
    limit: 'idle',
    default: Duration.seconds(300),
    source: 'https://salsa.debian.org/apache-team/apache2/-/blob/master/debian/config-dir/apache2.conf',
    ...documented,
  },
});

/** What products do that a client can see. */
export const traitFacts = facts({
  envoyDelayedClose: {
    says: 'On HTTP/1.1 Envoy closes the connection 1.0 s after it ended the stream; on HTTP/2 it ends the stream at once.',
    default: Duration.seconds(1),
    source: `${ENVOY}/api-v3/extensions/filters/network/http_connection_manager/v3/http_connection_manager.proto`,
    ...seenIn(proxy.envoy),
  },
  nginxBlocks: {
    says: 'nginx releases what it buffers in whole blocks of 4096 B by default; the tail of an event waits for the next one.',
    default: 4096,
    source: `${NGINX}/ngx_http_proxy_module.html#proxy_buffer_size`,
    ...seenIn(proxy.nginx),
  },
  nginxHttp10: {
    says: 'nginx asks with HTTP/1.0 by default; an answer that ends by closing is then held to its end, with its headers on HTTP/1.1.',
    default: '1.0',
    source: `${NGINX}/ngx_http_proxy_module.html#proxy_http_version`,
    ...seenIn(proxy.nginx),
  },
  nginxAccel: {
    says: 'nginx obeys X-Accel-Buffering: no and removes it; the other proxies pass it on. A second nginx in front then buffers.',
    source: `${NGINX}/ngx_http_proxy_module.html#proxy_buffering`,
    ...seenIn(...Object.values(proxy)),
  },
  nginxGzip: {
    says: 'nginx with gzip and buffering on holds the answer, headers too, for about 12.5 KB of compressed data or its end.',
    default: 12_521,
    source: `${NGINX}/ngx_http_gzip_module.html`,
    ...seenIn(proxy.nginx),
  },
  varnishGzip: {
    says: 'Varnish with do_gzip sends the headers and the 10 bytes of the gzip header, and holds the rest for about 12.5 KB.',
    default: 12_521,
    source: `${VARNISH}/vcl-var.html`,
    ...seenIn(proxy.varnish),
  },
  caddyEncode: {
    says: 'Caddy with encode sends the headers and the 10 bytes of the gzip header, and holds the rest for 64 KB of compressed data.',
    default: 65_536,
    source: 'https://caddyserver.com/docs/caddyfile/directives/encode',
    ...seenIn(proxy.caddy),
  },
  haproxyCompression: {
    says: 'The compressor of HAProxy keeps the last bytes until the next write: every event, of any size, comes one cadence late.',
    source: `${HAPROXY}#compression%20algo`,
    ...seenIn(proxy.haproxy),
  },
  haproxyDelay: {
    says: 'HAProxy delays small writes on HTTP/1.1 by a constant 0.2 s without option http-no-delay, and not on HTTP/2.',
    default: Duration.millis(200),
    source: `${HAPROXY}#option%20http-no-delay`,
    ...seenIn(proxy.haproxy),
  },
  varnishFirst: {
    says: 'Varnish holds the first event until the second when its origin ends answers by closing; the others come at once.',
    source: `${VARNISH}/vcl-var.html`,
    ...seenIn(proxy.varnish),
  },
  middleware: {
    says: 'Varnish without do_stream or with ESI, and the buffering middleware of Traefik, hold an answer to its end and then give its Content-Length.',
    source: 'https://doc.traefik.io/traefik/middlewares/http/buffering/',
    ...seenIn(proxy.varnish, proxy.traefik),
  },
  writeDeadline: {
    says: 'The write timeouts of Caddy and Traefik, and send_timeout of Varnish, cut HTTP/1.1 at the first write past them; a silent stream just hangs.',
    source: 'https://pkg.go.dev/net/http#Server',
    ...seenIn(proxy.caddy, proxy.traefik, proxy.varnish),
  },
  cleanCut: {
    says: 'HAProxy and Varnish on HTTP/2, Caddy always, and every proxy of an origin that ends answers by closing, end a stream that died as if it were complete.',
    source: 'https://www.rfc-editor.org/rfc/rfc9112#section-6.3',
    ...seenIn(...Object.values(proxy)),
  },
  cacheReplay: {
    says: 'Varnish, and nginx with proxy_cache, give a stream without Cache-Control to later clients from their cache.',
    source: 'https://www.rfc-editor.org/rfc/rfc9111#section-3',
    ...seenIn(proxy.varnish, proxy.nginx),
  },
  envoyTimeoutText: {
    says: 'Envoy names the limit that ran out before the headers in the body of its 504.',
    source: `${ENVOY}/faq/configuration/timeouts`,
    ...seenIn(proxy.envoy),
  },
  browserConnections: {
    says: 'Without HTTP/2 a browser opens at most six connections to a domain, over all its tabs, and each stream holds one.',
    fixed: 6,
    source: 'https://developer.mozilla.org/docs/Web/API/EventSource',
    ...documented,
  },
  eventSource: {
    says: 'An EventSource comes back after its retry time; 204 stops it, and any answer but 200 with text/event-stream ends it for good.',
    source: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model',
    ...documented,
  },
  credentials: {
    says: 'With credentials, Access-Control-Allow-Origin must name the origin and Access-Control-Allow-Credentials must be true.',
    source: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
    ...documented,
  },
  cookiePath: {
    says: 'A browser returns a cookie on its path and below; without a Path attribute that is the folder of the request that got it.',
    source: 'https://www.rfc-editor.org/rfc/rfc6265#section-5.1.4',
    ...documented,
  },
  sameSiteNone: {
    says: 'A browser rejects a cookie with SameSite=None that lacks Secure.',
    source: 'https://developer.mozilla.org/docs/Web/HTTP/Headers/Set-Cookie/SameSite',
    ...documented,
  },
});
