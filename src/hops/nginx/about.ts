import { set, unknown, type Setting } from '../../path/setting';
import { nginxProxyFacts as facts } from './facts';

/** The name, the directive and the fact of each setting, shared by plan and read. */
export const about = {
  readTimeout: { name: 'proxy_read_timeout', key: 'proxy_read_timeout', fact: facts.readTimeout },
  total: { name: 'limit of a whole response', fact: facts.noTotalLimit },
  buffering: { name: 'proxy_buffering', key: 'proxy_buffering', fact: facts.buffering },
  cache: { name: 'proxy_cache', key: 'proxy_cache', fact: facts.cache },
  gzip: { name: 'gzip', key: 'gzip', fact: facts.gzip },
  cookie: { name: 'hash of a cookie', key: 'hash', fact: facts.hash },
  issuedCookie: { name: 'hash of a cookie', key: 'hash', fact: facts.issuedCookie },
  address: { name: 'hash of the client address', key: 'hash', fact: facts.ipHash },
  ipHash: { name: 'ip_hash', key: 'ip_hash', fact: facts.ipHash },
  sticky: { name: 'sticky', key: 'sticky', fact: facts.sticky },
  noAffinity: { name: 'load balancing', key: 'hash', fact: facts.roundRobin },
  servers: { name: 'servers of the upstream', key: 'server', fact: facts.servers },
  retry: { name: 'proxy_next_upstream', key: 'proxy_next_upstream', fact: facts.nextUpstream },
  transport: { name: 'listen', key: 'listen', fact: facts.listen },
  http2: { name: 'HTTP/2', key: 'listen', fact: facts.http2 },
  drain: { name: 'worker_shutdown_timeout', key: 'worker_shutdown_timeout', fact: facts.workerShutdown },
};

/** `location ^~ /events, = /prices of nginx server prices.example.com:443` */
export const objectName = (locations: readonly string[], server: string): string =>
  `location ${locations.join(', ')} of nginx server ${server}`;

export const balances = (servers: readonly string[]): Setting =>
  servers.length > 1
    ? set('balances-over', 'pods', about.servers)
    : unknown('balances-over', `nothing says whether ${servers.join('')} is one process or the address of many`, about.servers);

export const drainElsewhere = unknown(
  'drain-limit',
  'it stands in the main context, and the nginx.conf of this server cannot be seen here',
  about.drain,
);

/** Whoever ends TLS for a server that has none stands there. */
export const inFrontOf = (server: string): string => `what stands in front of nginx server ${server}`;

/** What stands behind nginx and is in no file of its configuration. */
export const serversBehind = (servers: readonly string[]): string =>
  servers.length === 0
    ? 'the servers that a variable names'
    : `the server${servers.length === 1 ? '' : 's'} ${servers.join(', ')}`;
