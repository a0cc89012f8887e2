import { ApiManagementApiPolicy } from '@cdktf/provider-azurerm/lib/api-management-api-policy/index.js';
import { ApiManagementApi } from '@cdktf/provider-azurerm/lib/api-management-api/index.js';
import { ApiManagement } from '@cdktf/provider-azurerm/lib/api-management/index.js';
import type { TerraformStack } from 'cdktf';
import { StreamApplicationGateway } from 'sse-ready/cdktf';
import { gateway } from './azure';

/** Nothing of the outer scopes: a policy of the whole service may buffer. */
const STREAMING = `<policies>
  <inbound><base /></inbound>
  <backend><forward-request timeout="120" buffer-response="false" /></backend>
  <outbound />
  <on-error><base /></on-error>
</policies>`;

/** API Management in front of an Application Gateway. It has no construct: its policy is all that a stream needs. */
export function azure(stack: TerraformStack): void {
  const { publicIp } = new StreamApplicationGateway(stack, 'gateway', {
    ...gateway,
    backends: { ipAddresses: ['10.0.0.4', '10.0.0.5'], port: 8080 },
  });
  const service = new ApiManagement(stack, 'service', {
    name: 'prices',
    resourceGroupName: 'streams',
    location: 'westeurope',
    publisherName: 'Prices',
    publisherEmail: 'prices@example.com',
    skuName: 'StandardV2_1',
    protocols: { http2Enabled: true },
  });
  const inService = { apiManagementName: service.name, resourceGroupName: 'streams' };
  const api = new ApiManagementApi(stack, 'api', {
    ...inService,
    name: 'prices',
    displayName: 'Prices',
    revision: '1',
    path: 'prices',
    protocols: ['https'],
    serviceUrl: `https://${publicIp?.fqdn}`,
  });
  new ApiManagementApiPolicy(stack, 'policy', { ...inService, apiName: api.name, xmlContent: STREAMING });
}
