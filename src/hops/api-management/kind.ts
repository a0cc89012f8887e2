import type { HopKind } from '../hop-kind';
import { apiObject } from './about';
import { apiManagementFacts } from './facts';
import { planApiManagement } from './hop';

const POLICY = [
  '<policies>',
  '  <inbound><base /></inbound>',
  '  <backend><forward-request buffer-response="false" /></backend>',
  '  <outbound><base /></outbound>',
  '  <on-error><base /></on-error>',
  '</policies>',
].join('\n');

export const apiManagementKind: HopKind = {
  type: 'api-management',
  title: 'Azure API Management in front of a stream.',
  place: 'proxy',
  facts: apiManagementFacts,
  plan: () => planApiManagement(apiObject('sse', 'sse')),
  write: () => [
    { key: 'azurerm_api_management_api_policy xml_content', value: POLICY },
    { key: 'azurerm_api_management protocols.http2_enabled', value: true },
    { key: 'protocols', value: ['https'] },
  ],
};
