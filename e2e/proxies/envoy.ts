import type { Site } from './site';

/** What a case changes of a configuration that streams well. */
export interface EnvoyChanges {
  /** Of the route's action. Default: no total limit, ring hash by a cookie that Envoy sets. */
  readonly route?: object;
  /** Of the HTTP connection manager. */
  readonly manager?: object;
  /** HTTP filters before the router. */
  readonly filters?: readonly object[];
  /** Default RING_HASH. */
  readonly balancing?: string;
}

const cookie = { name: 'sse-affinity', ttl: '86400s', path: '/' };

const typed = (type: string, more: object = {}): object => ({ '@type': `type.googleapis.com/envoy.${type}`, ...more });

export const gzip: object = {
  name: 'compressor',
  typed_config: typed('extensions.filters.http.compressor.v3.Compressor', {
    response_direction_config: { common_config: { min_content_length: 30, content_type: ['text/event-stream'] } },
    compressor_library: { name: 'gzip', typed_config: typed('extensions.compression.gzip.compressor.v3.Gzip') },
  }),
};

/** Envoy reads JSON as well as YAML. */
export function envoyConfig(
  { port, servers, tls }: Site,
  { route = {}, manager = {}, filters = [], balancing = 'RING_HASH' }: EnvoyChanges = {},
): string {
  const at = (host: string | undefined, number: number): object => ({ socket_address: { address: host, port_value: number } });
  const endpoints = servers.map((server) => {
    const [host, serverPort] = server.split(':');
    return { endpoint: { address: at(host, Number(serverPort)) } };
  });
  const action = { cluster: 'servers', timeout: '0s', hash_policy: [{ cookie }], ...route };
  const listener = {
    name: 'edge',
    address: at('127.0.0.1', port),
    filter_chains: [
      {
        transport_socket: {
          name: 'tls',
          typed_config: typed('extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
            common_tls_context: {
              alpn_protocols: ['h2', 'http/1.1'],
              tls_certificates: [
                { certificate_chain: { filename: tls.certificate }, private_key: { filename: tls.certificateKey } },
              ],
            },
          }),
        },
        filters: [
          {
            name: 'http',
            typed_config: typed('extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', {
              stat_prefix: 'edge',
              route_config: {
                virtual_hosts: [{ name: 'all', domains: ['*'], routes: [{ match: { prefix: '/' }, route: action }] }],
              },
              http_filters: [...filters, { name: 'router', typed_config: typed('extensions.filters.http.router.v3.Router') }],
              ...manager,
            }),
          },
        ],
      },
    ],
  };
  const cluster = {
    name: 'servers',
    type: 'STATIC',
    lb_policy: balancing,
    load_assignment: { cluster_name: 'servers', endpoints: [{ lb_endpoints: endpoints }] },
  };
  return JSON.stringify({ static_resources: { listeners: [listener], clusters: [cluster] } }, undefined, 2);
}
