import type { HopKind } from '../hop-kind';
import { nginxProxyFacts } from './facts';
import { planNginx } from './hop';

const certificate = { certificate: '/etc/nginx/tls/tls.crt', certificateKey: '/etc/nginx/tls/tls.key' };

export const nginxKind: HopKind = {
  type: 'nginx',
  title: 'NGINX by its own configuration, without a controller: a proxy in front of servers, or of pods by a ConfigMap.',
  place: 'proxy',
  facts: nginxProxyFacts,
  plan: (policy, inFront = []) => {
    const isBehindProxy = inFront.some(({ layer }) => layer === 'http');
    const tls = isBehindProxy ? 'terminated-in-front' : certificate;
    return planNginx(policy, { host: 'sse.example.com', servers: ['sse-0:8080', 'sse-1:8080'], tls });
  },
};
