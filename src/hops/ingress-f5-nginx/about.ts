import { classOf } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import { byDefault, fixed, type Setting } from '../../path/setting';
import { f5NginxFacts as facts } from './facts';

const PREFIX = 'nginx.org/';
const PLUS_PREFIX = 'nginx.com/';
const OTHER_PREFIX = 'nginx.ingress.kubernetes.io/';

/** `nginx.org/<name>` */
export const annotationOf = (name: string): string => PREFIX + name;

/** The same as a person finds it in the manifest. */
export const keyOf = (name: string): string => `metadata.annotations["${annotationOf(name)}"]`;

export const STICKY = 'sticky-cookie-services';
export const STICKY_PLUS = `${PLUS_PREFIX}${STICKY}`;
export const MERGEABLE = 'mergeable-ingress-type';

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
  retry: { name: 'proxy-next-upstream', key: keyOf('proxy-next-upstream'), fact: facts.nextUpstream },
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
const CONTROLLER = facts.class.fixed;

/** What always stands before this hop and is configured elsewhere. */
export const IN_FRONT = 'the load balancer in front of the F5 NGINX controller';

const isFor =
  (...prefixes: readonly string[]) =>
  (name: string): boolean =>
    prefixes.some((prefix) => name.startsWith(prefix));

/** The annotations of ingress-nginx on an Ingress. */
export const ofOtherNginx = ({ metadata }: KubeObject): string[] =>
  Object.keys(metadata.annotations ?? {}).filter(isFor(OTHER_PREFIX));

export const partOf = (ingress: KubeObject): 'master' | 'minion' | undefined => {
  const part: unknown = ingress.metadata.annotations?.[annotationOf(MERGEABLE)];
  return part === 'master' || part === 'minion' ? part : undefined;
};

/**
 * Whether an Ingress is for this controller: by the controller of its class, where the input has the class; else by the
 * annotations that only this controller reads. Where there are those of ingress-nginx as well, which is met more often,
 * only a mergeable Ingress is certainly not for that one.
 */
export function isForF5Nginx(ingress: KubeObject, controller: string | undefined): boolean {
  if (controller !== undefined) return controller === CONTROLLER;
  // AKS runs the other one.
  if (classOf(ingress).endsWith('approuting.kubernetes.azure.com')) return false;
  const isMeant = Object.keys(ingress.metadata.annotations ?? {}).some(isFor(PREFIX, PLUS_PREFIX));
  return partOf(ingress) !== undefined || (isMeant && ofOtherNginx(ingress).length === 0);
}
