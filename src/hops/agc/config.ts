import { DELEGATION, JOIN_SUBNET } from './about';
import { agcFacts as facts } from './facts';

/** The keys of the gateway's subnet that make it one. */
export function subnetConfig(addressPrefix: string) {
  return {
    addressPrefixes: [addressPrefix],
    delegation: [{ name: 'agc', serviceDelegation: { name: DELEGATION, actions: [JOIN_SUBNET] } }],
  };
}

/** The keys of a federated credential that let the ALB Controller sign in. */
export function federationConfig(namespace: string = facts.federation.default) {
  return {
    audience: [facts.audience.fixed],
    subject: `system:serviceaccount:${namespace}:alb-controller-sa`,
  };
}
