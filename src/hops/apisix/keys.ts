import type { KubeObject } from '../../kubernetes/object';
import { annotation, ownedKey, type OwnedKey, type Step } from '../../kubernetes/owned-key';
import type { StreamPolicy } from '../../policy/stream-policy';
import { API_VERSION, TLS_IN_FRONT, VERSION_ANNOTATION } from './about';
import { hashFor, idleSeconds, type ApisixFeatures, type TlsEnd } from './hop';
import { urisOf } from './uris';

/** What makes the rule of an ApisixRoute stream. Its timeout leaves connect and send at what they are without it, 60 s. */
export function routeKeys(policy: StreamPolicy, { version }: ApisixFeatures, rule: string, tls: TlsEnd): OwnedKey[] {
  const plugin: readonly Step[] = ['spec', 'http', { named: rule }, 'plugins', { named: 'proxy-buffering' }];
  return [
    ownedKey(['spec', 'http', { named: rule }, 'timeout', 'read'], `${idleSeconds(policy)}s`),
    ownedKey([...plugin, 'enable'], true),
    ownedKey([...plugin, 'config', 'disable_proxy_buffering'], true),
    ...(version === undefined ? [] : [annotation(VERSION_ANNOTATION, version)]),
    ...(tls === 'here' ? [] : [annotation(TLS_IN_FRONT.annotation, TLS_IN_FRONT.reason)]),
  ];
}

/** The name of the only rule of a route of ours. */
export const RULE = 'stream';

/** That rule, but for its owned keys: it takes the stream's paths of a host, and by HTTPS only where TLS ends here. */
export const ruleOf = ({ paths }: StreamPolicy, host: string, tls: TlsEnd, service: { name: string; port: number }) => ({
  name: RULE,
  match: { hosts: [host], paths: urisOf(paths), ...(tls === 'here' ? { exprs: [httpsOnly] } : {}) },
  backends: [{ serviceName: service.name, servicePort: service.port }],
});

/** The condition of a rule that plain HTTP does not meet. */
const httpsOnly = { subject: { scope: 'Variable', name: 'scheme' }, op: 'Equal', value: 'https' };

/** What an ApisixUpstream must say for the stream. */
export function upstreamKeys(policy: StreamPolicy, features: ApisixFeatures): OwnedKey[] {
  const hash = hashFor(policy, features);
  return [
    ownedKey(['spec', 'retries'], 0),
    ...(hash === undefined
      ? []
      : [
          ownedKey(['spec', 'loadbalancer', 'type'], 'chash'),
          ownedKey(['spec', 'loadbalancer', 'hashOn'], hash.on),
          ownedKey(['spec', 'loadbalancer', 'key'], hash.key),
        ]),
  ];
}

/** The ApisixUpstream of a Service, which has its name. */
export const upstreamOf = (service: string, ingressClassName: string): KubeObject => ({
  apiVersion: API_VERSION,
  kind: 'ApisixUpstream',
  metadata: { name: service },
  spec: { ingressClassName },
});
