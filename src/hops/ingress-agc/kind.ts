import type { HopKind } from '../hop-kind';
import { agcRouteFacts } from '../http-route/implementations/agc/facts';
import { ingressAgcFacts } from './facts';
import { planAgcIngress } from './hop';

const {
  ingressExtension,
  timeoutNames,
  streamIdle,
  removedPod,
  podAddresses,
  managedCookie,
  cookieOnly,
  cookiePath,
  loadBalancing,
  healthProbe,
  retries,
} = agcRouteFacts;

export const ingressAgcKind: HopKind = {
  type: 'ingress-agc',
  title: 'An Ingress that Application Gateway for Containers serves, with its IngressExtension.',
  place: 'proxy',
  facts: {
    ...ingressAgcFacts,
    ...{
      ingressExtension,
      timeoutNames,
      streamIdle,
      removedPod,
      podAddresses,
      managedCookie,
      cookieOnly,
      cookiePath,
      loadBalancing,
      healthProbe,
      retries,
    },
  },
  plan: (policy) => planAgcIngress(policy, 'Ingress sse', { healthProbePath: '/readyz', albControllerVersion: '1.12.4' }),
};
