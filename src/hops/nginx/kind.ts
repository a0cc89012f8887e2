import type { Hop } from '../../path/hop';
import type { HopKind } from '../hop-kind';
import { standIns } from '../stand-ins';
import { nginxProxyFacts } from './facts';
import { planNginx, type NginxOptions } from './hop';
import { renderNginx } from './render';

const certificate = { certificate: '/etc/nginx/tls/tls.crt', certificateKey: '/etc/nginx/tls/tls.key' };

export const nginxKind: HopKind = {
  type: 'nginx',
  title: 'NGINX by its own configuration, without a controller: a proxy in front of servers, or of pods by a ConfigMap.',
  place: 'proxy',
  facts: nginxProxyFacts,
  plan: (policy, inFront) => planNginx(policy, optionsBehind(inFront)),
  write: (policy, inFront) => [{ key: 'sse.conf', value: renderNginx(policy, optionsBehind(inFront)) }],
};

function optionsBehind(inFront: readonly Hop[] = []): NginxOptions {
  const isBehindProxy = inFront.some(({ layer }) => layer === 'http');
  const tls = isBehindProxy ? 'terminated-in-front' : certificate;
  return { host: standIns.host, servers: ['sse-0:8080', 'sse-1:8080'], tls };
}
