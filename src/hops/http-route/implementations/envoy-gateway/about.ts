import { envoyGatewayFacts as facts } from './facts';

export const GROUP = 'gateway.envoyproxy.io';
export const API_VERSION = `${GROUP}/v1alpha1`;
export const ROUTE_GROUP = 'gateway.networking.k8s.io';
export const CONTROLLER = `${GROUP}/gatewayclass-controller`;

const BACKEND = 'BackendTrafficPolicy spec';
const CLIENT = 'ClientTrafficPolicy spec';
const PROXY = 'EnvoyProxy spec';

/** The product's name, the key and the fact of each setting, shared by plan and read. */
export const about = {
  requestTimeout: {
    name: 'request timeout',
    key: `${BACKEND}.timeout.http.requestTimeout`,
    literals: { disabled: '0s' },
    fact: facts.requestTimeout,
  },
  ruleTimeout: { name: 'rule timeout', key: 'spec.rules[].timeouts', fact: facts.ruleTimeout },
  maxStream: { name: 'max stream duration', key: `${BACKEND}.timeout.http.maxStreamDuration`, fact: facts.maxStreamDuration },
  listenerMaxStream: {
    name: 'max stream duration of the listener',
    key: `${CLIENT}.connection.connectionLimit.maxStreamDuration`,
    fact: facts.maxStreamDuration,
  },
  streamIdle: { name: 'stream idle timeout', key: `${BACKEND}.timeout.http.streamIdleTimeout`, fact: facts.streamIdle },
  listenerIdle: {
    name: 'stream idle timeout of the listener',
    key: `${CLIENT}.timeout.http.streamIdleTimeout`,
    fact: facts.listenerIdle,
  },
  derivedIdle: {
    name: 'stream idle timeout, by the request timeout',
    key: `${BACKEND}.timeout.http.streamIdleTimeout`,
    fact: facts.derivedIdle,
  },
  affinity: { name: 'consistent hash', key: `${BACKEND}.loadBalancer`, fact: facts.affinity },
  sourceAddress: { name: 'consistent hash', key: `${BACKEND}.loadBalancer`, fact: facts.sourceAddress },
  session: { name: 'session persistence', key: 'spec.rules[].sessionPersistence', fact: facts.sessionPersistence },
  routing: { name: 'routing type', key: `${BACKEND}.routingType`, literals: { pods: 'Endpoint' }, fact: facts.routing },
  drain: { name: 'drain of an Envoy that stops', key: `${PROXY}.shutdown.drainTimeout`, fact: facts.drain },
  clientAddress: {
    name: 'external traffic policy',
    key: `${PROXY}.provider.kubernetes.envoyService.externalTrafficPolicy`,
    fact: facts.clientAddress,
  },
  buffering: { name: 'response buffering', fact: facts.buffering },
  compression: { name: 'compression', key: `${BACKEND}.compressor`, fact: facts.compression },
  http2: { name: 'HTTP/2', key: `${CLIENT}.tls.alpnProtocols`, fact: facts.http2 },
  retry: { name: 'retry', key: `${BACKEND}.retry`, fact: facts.retry },
  probe: { name: 'health check', key: `${BACKEND}.healthCheck.active.http.path`, fact: facts.healthCheck },
};

export const NO_CLASS = 'the GatewayClass or its EnvoyProxy, which may set it, is not in the input';
