import { httpRouteFacts as facts } from './facts';

/** The name, the key and the fact of each setting that the Gateway API itself decides, shared by plan and read. */
export const about = {
  request: { name: 'rule timeout', key: 'spec.rules[].timeouts.request', literals: { disabled: '0s' }, fact: facts.timeouts },
  retry: { name: 'retry', key: 'spec.rules[].retry', fact: facts.ruleRetry },
  listeners: { name: 'listeners', key: 'Gateway spec.listeners', fact: facts.listeners },
  implementation: { name: 'implementation', key: 'Gateway spec.gatewayClassName', fact: facts.implementations },
};

export const NO_GATEWAY = 'the Gateway is not in the input';
export const NO_LISTENER = 'no listener of the Gateway takes the route';
export const NO_PRODUCT = 'which product serves the route is not in the input, or none that is known here';

/** On an HTTPRoute whose Gateway is made elsewhere: the class of that Gateway, for readers that do not see it. */
export const GATEWAY_CLASS = 'sse-ready.dev/gateway-class';
