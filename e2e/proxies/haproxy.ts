import type { Site } from './site';

/** A configuration that streams well; cases change its lines. */
export const haproxyConfig = ({ port, servers, tls }: Site): string => `defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s

frontend edge
  bind 127.0.0.1:${port} ssl crt ${tls.pair} alpn h2,http/1.1
  default_backend servers

backend servers
  balance roundrobin
  cookie sse-affinity insert indirect nocache secure httponly
${servers.map((server, index) => `  server s${index} ${server} cookie s${index}`).join('\n')}
`;
