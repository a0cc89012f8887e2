import { AGIC_PREFIX } from '../ingress-controllers';
import { agicFacts as facts } from './facts';

/** `appgw.ingress.kubernetes.io/<name>` */
export const annotationOf = (name: string): string => AGIC_PREFIX + name;

/** The same as a person finds it in the manifest. */
export const keyOf = (name: string): string => `metadata.annotations["${annotationOf(name)}"]`;

/** The product's name, the key and the fact of each setting, shared by plan and read. */
export const about = {
  pool: { name: 'backend pool', fact: facts.backendPool },
  requestTimeout: { name: 'request-timeout', key: keyOf('request-timeout'), fact: facts.requestTimeout },
  draining: { name: 'connection-draining-timeout', key: keyOf('connection-draining-timeout'), fact: facts.draining },
  cookie: { name: 'affinity cookie', key: keyOf('cookie-based-affinity'), fact: facts.cookieName },
  noAffinity: { name: 'cookie-based-affinity', key: keyOf('cookie-based-affinity'), fact: facts.affinity },
  certificate: { name: 'appgw-ssl-certificate', key: keyOf('appgw-ssl-certificate'), fact: facts.tls },
  secret: { name: 'TLS of the Ingress', key: 'spec.tls', fact: facts.tls },
  probe: { name: 'health probe', key: keyOf('health-probe-path'), fact: facts.probe },
  endpointRemoval: { name: 'removal from the gateway', fact: facts.endpointRemoval },
};

export const PROBE_UNKNOWN = 'it follows the readiness probe of the pods, which are not in the input';

/** What always stands before this hop and is configured elsewhere. */
export const IN_FRONT = 'the Application Gateway that the controller configures';
