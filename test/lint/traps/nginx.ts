import { nginxProxyFacts as facts } from '../../../src/hops/nginx/facts';
import type { Trap } from './trap';

const OFF = 'proxy_buffering off;';
const CLEARED = 'proxy_set_header Connection "";';

/** A line more in the location. */
const withLine = (line: string): readonly [text: string, worse: string] => [OFF, `${OFF} ${line}`];

export const nginxProxyTraps: readonly Trap[] = [
  [facts.buffering, OFF, ''],
  [facts.buffering, OFF, 'proxy_buffering on;'],
  [facts.buffering, OFF, 'proxy_ignore_headers X-Accel-Buffering;'],
  [facts.accelBuffering, OFF, 'proxy_set_header X-Accel-Buffering no;'],
  [facts.passOn, OFF, 'add_header X-Accel-Buffering no;'],
  [facts.httpVersion, 'proxy_http_version 1.1;', ''],
  [facts.httpVersion, 'proxy_http_version 1.1;', 'proxy_http_version 1.0;'],
  [facts.connection, CLEARED, ''],
  [facts.connection, CLEARED, 'proxy_set_header Host $host;'],
  [facts.chunked, ...withLine('chunked_transfer_encoding off;')],
  [facts.gzip, OFF, 'gzip on; gzip_types text/event-stream;'],
  [facts.gzip, ...withLine('gzip on; gzip_types *;')],
  [facts.readTimeout, 'proxy_read_timeout 1h;', ''],
  [facts.readTimeout, 'proxy_read_timeout 1h;', 'proxy_read_timeout 0;'],
  [facts.cache, OFF, 'proxy_cache streams;'],
  [facts.workerShutdown, 'events {}', 'worker_shutdown_timeout 10s; events {}'],
  [facts.limitConn, ...withLine('limit_conn perClient 1;')],
  [facts.clientAbort, ...withLine('proxy_ignore_client_abort on;')],
];
