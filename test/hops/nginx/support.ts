import { check } from '../../../src/check';
import type { KubeObject } from '../../../src/kubernetes/object';
import { loadNginx } from '../../../src/load/nginx-conf';
import { findPaths } from '../../../src/load/paths';
import type { Path } from '../../../src/path/path';
import type { StreamPolicy } from '../../../src/policy/stream-policy';
import type { Finding } from '../../../src/rules/rule';
import { byNobody } from '../../support/policies';

export const options = {
  host: 'prices.example.com',
  servers: ['10.0.0.4:8080', '10.0.0.5:8080'],
  tls: { certificate: '/tls/tls.crt', certificateKey: '/tls/tls.key' },
};

/** The paths of a stream through a configuration, and Kubernetes objects beside it. */
export function pathsOf(text: string, { paths }: StreamPolicy = byNobody, objects: readonly KubeObject[] = []): Path[] {
  const { configurations } = loadNginx([{ name: 'nginx.conf', text }]);
  return findPaths({ objects, resources: [], configurations }, paths);
}

export const told = (text: string, policy: StreamPolicy = byNobody): Finding[] =>
  pathsOf(text, policy)
    .flatMap((path) => check(policy, path))
    .filter(({ hop }) => hop === 'nginx');

/** `rule level` of what matters. */
export const serious = (findings: readonly Finding[]): string[] =>
  findings.filter(({ level }) => level === 'error' || level === 'warning').map(({ rule, level }) => `${rule} ${level}`);

/** A server with TLS and HTTP/2 whose location has these directives. */
export const withLocation = (directives: string, around = '', head = 'location /events'): string =>
  `${around}
server {
  listen 443 ssl http2;
  server_name prices.example.com;
  ${head} {
    proxy_pass http://prices:8080;
    ${directives}
  }
}`;
