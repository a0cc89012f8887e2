import { appRoutingFacts } from './app-routing-facts';
import { istioFacts as facts } from './facts';
import { meshFacts } from './mesh-facts';

export const GROUP = 'networking.istio.io';
export const API_VERSION = `${GROUP}/v1`;
export const CONTROLLER = 'istio.io/gateway-controller';
export const APP_ROUTING_CONTROLLER = 'istio.aks.azure.com/gateway-controller';

/** On the pods of a gateway: their proxy configuration, as YAML. */
export const PROXY_CONFIG = 'proxy.istio.io/config';
export const SESSION_LABEL = 'istio.io/persistent-session';
/** On an HTTPRoute: whether istiod has the switch without which SESSION_LABEL does nothing. */
export const SESSION_FILTER = 'sse-ready.dev/istio-persistent-session-filter';

const INFRASTRUCTURE = 'Gateway spec.infrastructure';
const RULE = 'DestinationRule spec.trafficPolicy';

/** The product's name, the key and the fact of each setting, shared by plan and read. */
export const about = {
  request: {
    name: 'rule timeout',
    key: 'spec.rules[].timeouts.request',
    literals: { disabled: '0s' },
    fact: facts.requestTimeout,
  },
  backendRequest: {
    name: 'backend timeout of the rule',
    key: 'spec.rules[].timeouts.backendRequest',
    fact: facts.backendRequest,
  },
  streamIdle: { name: 'stream idle timeout', fact: facts.streamIdle },
  edge: {
    name: 'stream idle timeout',
    key: 'defaultConfig.connectionSettings.httpStreamIdleTimeout',
    fact: facts.edgeProfile,
  },
  envoyFilter: {
    name: 'stream idle timeout of an EnvoyFilter',
    key: 'EnvoyFilter spec.configPatches',
    fact: meshFacts.envoyFilter,
  },
  envoyFilterTotal: {
    name: 'route timeout of an EnvoyFilter',
    key: 'EnvoyFilter spec.configPatches',
    fact: meshFacts.envoyFilter,
  },
  retry: { name: 'retry', key: 'spec.rules[].retry', fact: facts.retry },
  meshRetry: { name: 'retry of the mesh', key: 'defaultHttpRetryPolicy', fact: facts.retry },
  affinity: { name: 'consistent hash', key: `${RULE}.loadBalancer.consistentHash`, fact: meshFacts.affinity },
  sourceAddress: { name: 'consistent hash', key: `${RULE}.loadBalancer.consistentHash`, fact: meshFacts.sourceAddress },
  weights: { name: 'weights', key: 'spec.rules[].backendRefs', fact: meshFacts.weights },
  noAffinity: { name: 'load balancing', fact: appRoutingFacts.noAffinity },
  session: { name: 'persistent session', key: `Service metadata.labels["${SESSION_LABEL}"]`, fact: facts.persistentSession },
  routing: { name: 'endpoints', fact: facts.routing },
  drain: {
    name: 'termination drain of the gateway',
    key: `terminationDrainDuration in ${INFRASTRUCTURE}.annotations["${PROXY_CONFIG}"]`,
    fact: facts.drain,
  },
  gracePeriod: {
    name: 'grace period of the gateway pod',
    key: `${INFRASTRUCTURE}.parametersRef, ConfigMap data.deployment spec.template.spec.terminationGracePeriodSeconds`,
    fact: facts.gracePeriod,
  },
  exitOnZero: {
    name: 'grace period of the gateway pod',
    key: `${INFRASTRUCTURE}.parametersRef, ConfigMap data.deployment spec.template.spec.terminationGracePeriodSeconds`,
    fact: facts.exitOnZero,
  },
  aksDrain: {
    name: 'termination drain of the gateway',
    key: `terminationDrainDuration in ${INFRASTRUCTURE}.annotations["${PROXY_CONFIG}"]`,
    fact: appRoutingFacts.aksDrain,
  },
  clientAddress: {
    name: 'external traffic policy',
    key: `${INFRASTRUCTURE}.parametersRef, ConfigMap data.service spec.externalTrafficPolicy`,
    fact: facts.clientAddress,
  },
  buffering: { name: 'response buffering', fact: facts.buffering },
  compression: { name: 'compression', fact: facts.compression },
  http2: { name: 'HTTP/2', fact: facts.http2 },
};

export const NOT_PROVEN_ON_AKS = 'no source says that the gateways of AKS application routing drain as those of Istio do';
export const NO_PARAMETERS = 'the ConfigMap that spec.infrastructure.parametersRef names is not in the input';
