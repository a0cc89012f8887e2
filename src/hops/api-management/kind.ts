import type { HopKind } from '../hop-kind';
import { apiObject } from './about';
import { apiManagementFacts } from './facts';
import { planApiManagement } from './hop';

export const apiManagementKind: HopKind = {
  type: 'api-management',
  title: 'Azure API Management in front of a stream.',
  place: 'proxy',
  facts: apiManagementFacts,
  plan: () => planApiManagement(apiObject('sse', 'sse')),
};
