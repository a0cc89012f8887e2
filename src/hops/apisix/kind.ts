import type { HopKind } from '../hop-kind';
import { apisixFacts } from './facts';
import { ofRoute, planApisix } from './hop';

export const apisixKind: HopKind = {
  type: 'apisix',
  title: 'A route of Apache APISIX or API7 Enterprise: an ApisixRoute, a standalone file, or one made by the Admin API.',
  place: 'proxy',
  facts: apisixFacts,
  plan: (policy, inFront = []) => {
    const isBehindProxy = inFront.some(({ layer }) => layer === 'http');
    return planApisix(policy, {}, ofRoute('ApisixRoute sse', 'stream', isBehindProxy ? 'in-front' : 'here'));
  },
};
