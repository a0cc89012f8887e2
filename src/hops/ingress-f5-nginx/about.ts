import { byDefault, fixed, type Setting } from '../../path/setting';
import { F5_NGINX_PREFIXES } from '../ingress-controllers';
import { f5NginxFacts as facts } from './facts';

const [PREFIX = '', PLUS_PREFIX = ''] = F5_NGINX_PREFIXES;

/** `nginx.org/<name>` */
export const annotationOf = (name: string): string => PREFIX + name;

/** The same as a person finds it in the manifest. */
export const keyOf = (name: string): string => `metadata.annotations["${annotationOf(name)}"]`;

export const STICKY = 'sticky-cookie-services';
export const STICKY_PLUS = `${PLUS_PREFIX}${STICKY}`;

/** The product's name, the key and the fact of each setting, shared by plan and read. */
export const about = {
  readTimeout: { name: 'proxy-read-timeout', key: keyOf('proxy-read-timeout'), fact: facts.readTimeout },
  sendTimeout: { name: 'proxy-send-timeout', key: keyOf('proxy-send-timeout'), fact: facts.sendTimeout },
  total: { name: 'limit of a whole response', fact: facts.noTotalLimit },
  buffering: { name: 'proxy-buffering', key: keyOf('proxy-buffering'), off: 'false', fact: facts.buffering },
  cookie: { name: 'sticky cookie', key: keyOf(STICKY), fact: facts.sticky },
  noAffinity: { name: 'sticky-cookie-services', key: keyOf(STICKY), fact: facts.noAffinity },
  hash: { name: 'lb-method', key: keyOf('lb-method'), fact: facts.hash },
  address: { name: 'lb-method', key: keyOf('lb-method'), fact: facts.address },
  upstream: { name: 'use-cluster-ip', key: keyOf('use-cluster-ip'), fact: facts.clusterIp },
  retry: {
    name: 'proxy-next-upstream',
    key: keyOf('proxy-next-upstream'),
    literals: { 'when-refused': 'error' },
    fact: facts.nextUpstream,
  },
  tls: { name: 'TLS of the Ingress', key: 'spec.tls', fact: facts.sslRedirect },
};

/** Decided for every Ingress alike: what no Ingress shows, with its default. */
export const controllerSettings: readonly Setting[] = [
  fixed('total-limit', facts.noTotalLimit.fixed, about.total),
  byDefault('response-compression', facts.gzip.default, { name: 'gzip', fact: facts.gzip }),
  byDefault('http2', facts.http2.default, { name: 'HTTP/2', key: "http2 in the controller's ConfigMap", fact: facts.http2 }),
  byDefault('drain-limit', facts.workerShutdown.default, {
    name: 'worker-shutdown-timeout',
    key: "worker-shutdown-timeout in the controller's ConfigMap",
    fact: facts.workerShutdown,
  }),
];

export const CLASS = facts.class.default;

/** What always stands before this hop and is configured elsewhere. */
export const IN_FRONT = 'the load balancer in front of the F5 NGINX controller';
