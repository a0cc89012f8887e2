import { hostsOf } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import type { Fact } from '../../path/fact';
import { byDefault, fixed, type Setting } from '../../path/setting';
import { COMMUNITY_CLASS, isRunByAks, NGINX_PREFIX } from '../ingress-controllers';
import { nginxFacts as facts } from './facts';

/** `nginx.ingress.kubernetes.io/<name>` */
export const annotationOf = (name: string): string => NGINX_PREFIX + name;

/** The same as a person finds it in the manifest. */
export const keyOf = (name: string): string => `metadata.annotations["${annotationOf(name)}"]`;

/** The product's name, the key and the fact of each setting, shared by plan and read. */
export const about = {
  readTimeout: { name: 'proxy-read-timeout', key: keyOf('proxy-read-timeout'), fact: facts.readTimeout },
  sendTimeout: { name: 'proxy-send-timeout', key: keyOf('proxy-send-timeout'), fact: facts.sendTimeout },
  total: { name: 'limit of a whole response', fact: facts.noTotalLimit },
  buffering: { name: 'proxy-buffering', key: keyOf('proxy-buffering'), off: 'off', fact: facts.buffering },
  cookie: { name: 'affinity cookie', key: keyOf('session-cookie-*'), fact: facts.cookie },
  noAffinity: { name: 'affinity', key: keyOf('affinity'), fact: facts.noAffinity },
  hashBy: { name: 'upstream-hash-by', key: keyOf('upstream-hash-by'), fact: facts.hashBy },
  upstream: { name: 'service-upstream', key: keyOf('service-upstream'), fact: facts.serviceUpstream },
  retry: {
    name: 'proxy-next-upstream',
    key: keyOf('proxy-next-upstream'),
    literals: { 'when-refused': 'error' },
    fact: facts.nextUpstream,
  },
  tls: { name: 'TLS of the Ingress', key: 'spec.tls', fact: facts.sslRedirect },
};

const PATTERN_SWITCHES = ['use-regex', 'rewrite-target'] as const;

/** The annotation by which an Ingress makes the controller match every path of its hosts as a pattern. */
export function patternSwitch({ metadata }: KubeObject): string | undefined {
  return PATTERN_SWITCHES.find((name) => {
    const value: unknown = metadata.annotations?.[annotationOf(name)];
    return typeof value === 'string' && (name === 'use-regex' ? /^(1|t|true)$/i.test(value) : value !== '');
  });
}

export const matchesByPattern = (ingress: KubeObject): boolean => patternSwitch(ingress) !== undefined;

/** The cookies that an Ingress asks for, by host: those of two Ingresses that have one in common may meet. */
export function cookiePlacesOf(ingress: KubeObject): string[] {
  const { annotations } = ingress.metadata;
  if (annotations?.[annotationOf('affinity')] !== 'cookie') return [];
  const name = annotations[annotationOf('session-cookie-name')] ?? facts.cookieName.default;
  return hostsOf(ingress).map((host) => `${host} ${name}`);
}

/** Whether an Ingress of this class is certainly ours to read; another class may have any name in front of this controller too. */
export const isNginxClass = (className: string): boolean => className === COMMUNITY_CLASS || isRunByAks(className);

const inConfigMap = (name: string): string => `${name} in the controller's ConfigMap`;

/** What the controller's own ConfigMap alone decides, for every Ingress alike. */
export const controllerAbout = {
  gzip: { name: 'gzip', key: inConfigMap('use-gzip'), fact: facts.gzip },
  http2: { name: 'HTTP/2', key: inConfigMap('use-http2'), fact: facts.http2 },
  drain: { name: 'worker-shutdown-timeout', key: inConfigMap('worker-shutdown-timeout'), fact: facts.workerShutdown },
};

/** The same where no ConfigMap is known; that of AKS is out of reach. */
export function controllerSettings(className: string): Setting[] {
  const aks = isRunByAks(className);
  const as = aks ? fixed : byDefault;
  const { gzip, http2, drain } = controllerAbout;
  const which = ({ key, ...rest }: { readonly name: string; readonly key: string; readonly fact: Fact }) =>
    aks ? rest : { ...rest, key };
  return [
    as('response-compression', 'off', which(gzip)),
    as('http2', 'on', which(http2)),
    as('drain-limit', facts.workerShutdown.default, which(drain)),
  ];
}

/** What always stands before this hop and is configured elsewhere. */
export const IN_FRONT = 'the load balancer in front of the NGINX controller';
