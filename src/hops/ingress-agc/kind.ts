import { ingressSpec } from '../../kubernetes/ingress';
import type { HopKind } from '../hop-kind';
import { agcRouteFacts as route } from '../http-route/implementations/agc/facts';
import { AGC_STAND_IN } from '../http-route/implementations/agc/agc';
import { healthCheck } from '../http-route/implementations/agc/objects';
import { standIns } from '../stand-ins';
import { writtenFields, writtenKeys, writtenObject } from '../written-key';
import { ingressAgcFacts } from './facts';
import { attachmentKeys, ingressExtension, ingressKeys, planAgcIngress } from './hop';

const OPTIONS = { healthProbePath: '/readyz', albControllerVersion: '1.12.4' };

export const ingressAgcKind: HopKind = {
  type: 'ingress-agc',
  title: 'An Ingress that Application Gateway for Containers serves, with its IngressExtension.',
  place: 'proxy',
  isRoute: true,
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
  plan: (policy) => planAgcIngress(policy, 'Ingress sse', OPTIONS),
  write: (policy) => {
    const { name, backend } = standIns;
    return [
      ...writtenKeys([...attachmentKeys(AGC_STAND_IN), ...ingressKeys(name, OPTIONS)]),
      ...writtenFields({ spec: ingressSpec(policy.paths, { ...standIns, className: ingressAgcFacts.ingressClass.default }) }),
      ...writtenObject(ingressExtension(policy, name, backend.name, OPTIONS)),
      ...writtenObject(healthCheck(OPTIONS.healthProbePath, backend.name)),
    ];
  },
};
