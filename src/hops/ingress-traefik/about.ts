import { TRAEFIK_PREFIX } from '../ingress-controllers';
import { traefikFacts as facts } from './facts';

export const STICKY = 'service.sticky.cookie';

/** `traefik.ingress.kubernetes.io/<name>` */
export const annotationOf = (name: string): string => TRAEFIK_PREFIX + name;

/** The same as a person finds it in the Ingress. */
export const keyOf = (name: string): string => `metadata.annotations["${annotationOf(name)}"]`;

/** As a person finds it in the Service. */
export const serviceKeyOf = (name: string): string => `Service ${keyOf(name)}`;

const ENTRY_POINT = '--entryPoints.NAME.transport';

/** The product's name, the key and the fact of each setting, shared by plan and read. */
export const about = {
  idle: { name: 'limit of silence', fact: facts.noIdleLimit },
  total: { name: 'writeTimeout', key: `${ENTRY_POINT}.respondingTimeouts.writeTimeout`, fact: facts.writeTimeout },
  drain: { name: 'graceTimeOut', key: `${ENTRY_POINT}.lifeCycle.graceTimeOut`, fact: facts.graceTimeOut },
  buffering: { name: 'middleware buffering', key: keyOf('router.middlewares'), fact: facts.flush },
  compression: { name: 'middleware compress', key: keyOf('router.middlewares'), fact: facts.noCompression },
  cookie: { name: 'sticky cookie', key: serviceKeyOf(STICKY), fact: facts.sticky },
  noAffinity: { name: 'sticky cookie', key: serviceKeyOf(STICKY), fact: facts.noAffinity },
  balances: { name: 'nativelb', key: serviceKeyOf('service.nativelb'), fact: facts.nativeLb },
  retry: { name: 'middleware retry', key: keyOf('router.middlewares'), fact: facts.retry },
  tls: { name: 'router.tls', key: keyOf('router.tls'), fact: facts.routerTls },
  http2: { name: 'HTTP/2', fact: facts.http2 },
};

export const CLASS = facts.class.default;

/** What always stands before this hop and is configured elsewhere. */
export const IN_FRONT = 'the load balancer in front of Traefik';
