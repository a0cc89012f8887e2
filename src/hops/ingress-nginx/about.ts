import type { KubeObject } from '../../kubernetes/object';
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
  retry: { name: 'proxy-next-upstream', key: keyOf('proxy-next-upstream'), fact: facts.nextUpstream },
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

/** Whether an Ingress of this class is certainly ours to read; another class may have any name in front of this controller too. */
export const isNginxClass = (className: string): boolean => className === COMMUNITY_CLASS || isRunByAks(className);

/** What the controller's own ConfigMap decides, for every Ingress alike. It is not in the Ingress, so its defaults hold. */
export function controllerSettings(className: string): Setting[] {
  const aks = isRunByAks(className);
  const as = aks ? fixed : byDefault;
  const key = (name: string) => (aks ? {} : { key: `${name} in the controller's ConfigMap` });
  return [
    as('response-compression', 'off', { name: 'gzip', fact: facts.gzip, ...key('use-gzip') }),
    as('http2', 'on', { name: 'HTTP/2', fact: facts.http2, ...key('use-http2') }),
    as('drain-limit', facts.workerShutdown.default, {
      name: 'worker-shutdown-timeout',
      fact: facts.workerShutdown,
      ...key('worker-shutdown-timeout'),
    }),
  ];
}

/** What always stands before this hop and is configured elsewhere. */
export const IN_FRONT = 'the load balancer in front of the NGINX controller';
