import { ApiManagementApiOperation } from '@cdktf/provider-azurerm/lib/api-management-api-operation/index.js';
import { ApiManagementApiPolicy } from '@cdktf/provider-azurerm/lib/api-management-api-policy/index.js';
import { ApiManagementApi } from '@cdktf/provider-azurerm/lib/api-management-api/index.js';
import { ApiManagement } from '@cdktf/provider-azurerm/lib/api-management/index.js';
import { apiObject } from '../../../src/hops/api-management/about';
import { planApiManagement } from '../../../src/hops/api-management/hop';
import { unknownHop } from '../../../src/path/hop';
import { textOf } from '../../../src/policy/stream-path';
import { stack } from '../synth';
import type { Sample } from './sample';

const STREAM_POLICY = `<policies>
  <inbound><base /></inbound>
  <backend><forward-request timeout="120" fail-on-error-status-code="true" buffer-response="false" /></backend>
  <outbound><base /></outbound>
  <on-error><base /></on-error>
</policies>`;

/** No construct makes it: what is planned is written by hand, with the CDK's own classes. */
export const apiManagementSamples: readonly Sample[] = [
  {
    name: 'an API of one backend',
    fits: () => true,
    build: (policy) => {
      const scope = stack();
      const resourceGroupName = 'streams';
      const service = new ApiManagement(scope, 'service', {
        name: 'streams',
        resourceGroupName,
        location: 'westeurope',
        publisherName: 'Prices',
        publisherEmail: 'prices@example.com',
        skuName: 'StandardV2_1',
        protocols: { http2Enabled: true },
      });
      const inService = { resourceGroupName, apiManagementName: service.name };
      const api = new ApiManagementApi(scope, 'api', {
        ...inService,
        name: 'prices',
        displayName: 'Prices',
        revision: '1',
        path: 'prices',
        protocols: ['https'],
        serviceUrl: 'https://prices.internal.example.com',
      });
      const inApi = { ...inService, apiName: api.name };
      const paths = policy.paths.map((path) => textOf(path));
      paths.forEach((urlTemplate, index) => {
        const operationId = `stream${index}`;
        const operation = { ...inApi, operationId, displayName: operationId, method: 'GET', urlTemplate };
        void new ApiManagementApiOperation(scope, operationId, operation);
      });
      void new ApiManagementApiPolicy(scope, 'policy', { ...inApi, xmlContent: STREAM_POLICY });
      const hops = paths.map((_, index) => planApiManagement(apiObject('streams', 'prices', `stream${index}`)));
      return {
        constructs: hops.map((hop) => ({ hops: [hop, unknownHop('the backend')], findings: () => [] })),
        scopes: [scope],
      };
    },
  },
];
