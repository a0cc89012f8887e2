import { classOf, hostsOf } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import type { Fact } from '../../path/fact';
import { byDefault, fixed, type Setting } from '../../path/setting';
import { nginxFacts as facts } from './facts';

const PREFIX = 'nginx.ingress.kubernetes.io/';

/** `nginx.ingress.kubernetes.io/<name>` */
export const annotationOf = (name: string): string => PREFIX + name;

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

/** The cookies that an Ingress asks for, by host: those of two Ingresses that have one in common may meet. */
export function cookiePlacesOf(ingress: KubeObject): string[] {
  const { annotations } = ingress.metadata;
  if (annotations?.[annotationOf('affinity')] !== 'cookie') return [];
  const name = annotations[annotationOf('session-cookie-name')] ?? facts.cookieName.default;
  return hostsOf(ingress).map((host) => `${host} ${name}`);
}

export const COMMUNITY_CLASS = 'nginx';

/** The class of the AKS application routing add-on, and those of further controllers that it runs. */
const AKS_CLASS = /(^|\.)(web)?approuting\.kubernetes\.azure\.com$/;

/** Whether Azure runs the controller, so that its ConfigMap is out of reach. */
export const isRunByAks = (className: string): boolean => AKS_CLASS.test(className);

/** Whether an Ingress of this class is certainly ours to read; another class may have any name in front of this controller too. */
export const isNginxClass = (className: string): boolean => className === COMMUNITY_CLASS || isRunByAks(className);

/** What the IngressClass of AKS names. */
const AKS_CONTROLLER = /^webapprouting\.kubernetes\.azure\.com\/nginx/;

/**
 * Whether an Ingress is for this controller: by what its IngressClass names or, where that is not known, by its class or,
 * where the class has a name of its own or none, by the annotations that only this controller reads.
 */
export function isForNginx(ingress: KubeObject, controller?: string): boolean {
  if (controller !== undefined) return controller === facts.controller.fixed || AKS_CONTROLLER.test(controller);
  const annotations = Object.keys(ingress.metadata.annotations ?? {});
  const isMeant = annotations.some((name) => name.startsWith(PREFIX));
  const className = classOf(ingress);
  return isMeant || isRunByAks(className) || (className === COMMUNITY_CLASS && ofF5Nginx(ingress).length === 0);
}

/** The annotations of the other NGINX controller, which has the same class. */
export const ofF5Nginx = ({ metadata }: KubeObject): string[] =>
  Object.keys(metadata.annotations ?? {}).filter((name) => /^nginx\.(?:org|com)\//.test(name));

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
