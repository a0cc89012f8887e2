import { agcFacts } from '../../../agc/facts';
import { agcRouteFacts as facts } from './facts';

export const GROUP = 'alb.networking.azure.io';
export const API_VERSION = `${GROUP}/v1`;
export const GATEWAY_CLASS = 'azure-alb-external';
export const ROUTE_GROUP = 'gateway.networking.k8s.io';

/** On a RoutePolicy: the ALB Controller it was written for, which decides what of it is legal. */
export const VERSION_ANNOTATION = 'sse-ready.dev/alb-controller-version';

export const ALB_ID = `${GROUP}/alb-id`;
export const ALB_FRONTEND = `${GROUP}/alb-frontend`;
export const ALB_NAMESPACE = `${GROUP}/alb-namespace`;
export const ALB_NAME = `${GROUP}/alb-name`;
export const ALB_EXTENSION = `${GROUP}/alb-ingress-extension`;

export const MANAGED_COOKIE = 'AGCAffinity';

/** The product's name, the key and the fact of each setting, shared by plan and read. */
export const about = {
  routeTimeout: {
    name: 'route timeout',
    key: 'RoutePolicy spec.default.timeouts.routeTimeout',
    literals: { disabled: '0s' },
    fact: facts.requestTimeout,
  },
  ruleTimeout: {
    name: 'rule timeout',
    key: 'spec.rules[].timeouts.request',
    literals: { disabled: '0s' },
    fact: facts.routeTimeouts,
  },
  streamIdle: { name: 'stream idle timeout', fact: facts.streamIdle },
  removedPod: { name: 'streams of a removed pod', fact: facts.removedPod },
  drain: { name: 'scale-in and maintenance', fact: agcFacts.drain },
  affinity: { name: 'session affinity', key: 'RoutePolicy spec.default.sessionAffinity', fact: facts.affinity },
  pods: { name: 'backends', fact: facts.podAddresses },
  probe: { name: 'health check', key: 'HealthCheckPolicy spec.default.http.path', fact: facts.healthProbe },
  buffering: { name: 'response buffering', fact: facts.sse },
  http2: { name: 'HTTP/2', fact: agcFacts.http2 },
  retries: { name: 'automatic retries', fact: facts.retries },
};

export const NO_VERSION = 'the version of the ALB Controller is not known';
