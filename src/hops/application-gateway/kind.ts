import type { HopKind } from '../hop-kind';
import { applicationGatewayFacts } from './facts';
import { planApplicationGateway, type ApplicationGatewayOptions } from './hop';

const DEFAULTS: Omit<ApplicationGatewayOptions, 'backends'> = {
  object: 'Application Gateway sse',
  frontend: 'new-public-ip',
  probePath: '/readyz',
  minCapacity: applicationGatewayFacts.capacity.min,
  maxCapacity: applicationGatewayFacts.maxCapacity.default,
  zones: 3,
  keyVaultSecretId: undefined,
  identities: 1,
};

export const applicationGatewayKinds: readonly HopKind[] = [
  {
    type: 'application-gateway',
    title: 'Azure Application Gateway v2 in front of servers.',
    place: 'proxy',
    facts: applicationGatewayFacts,
    plan: (policy) => planApplicationGateway(policy, { ...DEFAULTS, backends: { addresses: ['server.internal'] } }),
  },
  {
    type: 'application-gateway/ingress-controller',
    title: 'Azure Application Gateway v2 whose routes the ingress controller writes.',
    place: 'proxy',
    needs: { behind: ['ingress-agic'] },
    facts: applicationGatewayFacts,
    plan: (policy) => planApplicationGateway(policy, { ...DEFAULTS, backends: 'ingress-controller' }),
  },
];
