import { apiManagementFacts as facts } from './facts';

const POLICY = 'azurerm_api_management_api_policy xml_content';

/** The product's name, the key and the fact of each setting, shared by plan and read. Keys without a type are the API's. */
export const about = {
  idle: { name: 'idle timeout', fact: facts.idle },
  bufferResponse: { name: 'forward-request buffer-response', key: POLICY, fact: facts.bufferResponse },
  validation: { name: 'validate-content', key: POLICY, fact: facts.validation },
  bodyInPolicy: { name: 'a policy that reads context.Response.Body', key: POLICY, fact: facts.bodyInPolicy },
  caching: { name: 'response caching', key: POLICY, fact: facts.caching },
  http2: { name: 'HTTP/2', key: 'azurerm_api_management protocols.http2_enabled', fact: facts.http2 },
  protocols: { name: 'protocols', key: 'protocols', fact: facts.protocols },
  backend: { name: 'backend', key: 'service_url', fact: facts.backend },
  scaleIn: { name: 'scale-in', fact: facts.scaleIn },
};

/** The same for a diagnostic that logs bodies: of the API or of the whole service. */
export const aboutLogging = (type: string, part: string) => ({
  name: `body logging of ${part}`,
  key: `${type} ${part}.body_bytes`,
  fact: facts.bodyLogging,
});

/** The same for the policy of one operation. */
export const ofOperation = <T extends { readonly key: string }>(setting: T): T => ({
  ...setting,
  key: 'azurerm_api_management_api_operation_policy xml_content',
});

export const apiObject = (service: string, api: string, operation?: string): string =>
  `API Management ${service}, API ${api}${operation === undefined ? '' : `, operation ${operation}`}`;
