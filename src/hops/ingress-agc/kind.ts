import type { HopKind } from '../hop-kind';
import { agcRouteFacts as route } from '../http-route/implementations/agc/facts';
import { ingressAgcFacts } from './facts';
import { planAgcIngress } from './hop';

export const ingressAgcKind: HopKind = {
  type: 'ingress-agc',
  title: 'An Ingress that Application Gateway for Containers serves, with its IngressExtension.',
  place: 'proxy',
  facts: {
    ...ingressAgcFacts,
    ingressExtension: route.ingressExtension,
    timeoutNames: route.timeoutNames,
    streamIdle: route.streamIdle,
    removedPod: route.removedPod,
    podAddresses: route.podAddresses,
    managedCookie: route.managedCookie,
    cookieOnly: route.cookieOnly,
    cookiePath: route.cookiePath,
    loadBalancing: route.loadBalancing,
    healthProbe: route.healthProbe,
    retries: route.retries,
  },
  plan: (policy) => planAgcIngress(policy, 'Ingress sse', { healthProbePath: '/readyz', albControllerVersion: '1.12.4' }),
};
