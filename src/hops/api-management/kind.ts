import type { HopKind } from '../hop-kind';
import { apiObject } from './about';
import { apiManagementFacts } from './facts';
import { planApiManagement } from './hop';

/** Of its backend section. */
const BACKEND = '<forward-request buffer-response="false" />';

export const apiManagementKind: HopKind = {
  type: 'api-management',
  title: 'Azure API Management in front of a stream.',
  place: 'proxy',
  facts: apiManagementFacts,
  plan: () => planApiManagement(apiObject('sse', 'sse')),
  write: () => [
    { key: 'azurerm_api_management_api_policy xml_content', value: BACKEND },
    { key: 'azurerm_api_management protocols.http2_enabled', value: true },
    { key: 'protocols', value: ['https'] },
  ],
};
