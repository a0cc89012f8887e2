import type { Remark } from '../../path/hop';
import { ignored, rejected } from '../../path/remark';
import { apiManagementFacts as facts } from './facts';

const SKU = 'azurerm_api_management sku_name';

export const consumptionTier = (sku: string): Remark => ({
  rule: 'hop-does-not-support-sse',
  found: `sku_name is ${sku}`,
  need: 'the Consumption tier does not support long-running connections',
  fix: 'take another tier, such as BasicV2_1',
  fact: facts.tier,
  key: SKU,
});

export const tierNotKnown: Remark = {
  rule: 'hop-does-not-support-sse',
  found: 'the tier is not in the input',
  need: 'every tier but Consumption supports streams',
  fix: 'add azurerm_api_management with its sku_name to the input',
  fact: facts.tier,
  level: 'unknown',
};

export const bufferingByExpression = (written: string, key: string): Remark =>
  rejected(
    `buffer-response is ${written}`,
    'forward-request takes no expression there',
    'set buffer-response="false"',
    facts.bufferResponse,
    key,
  );

/** Who writes an hour there means the stream. */
export const headersOnly = (seconds: number, key: string): Remark => ({
  ...ignored(
    `the timeout of forward-request is ${seconds} s`,
    'it is the wait for the headers of the response, not for its end, and more than 240 s may not be honoured',
    'set it to 240 or less: streams may be longer',
    facts.timeout,
    key,
  ),
  level: 'note',
});

/** Text that is no policy document, or is known only at deployment. */
export const policyNotRead = (why: string, key: string): Remark => ({
  rule: 'response-buffering-off',
  found: `the policy cannot be read: ${why}`,
  need: 'its forward-request needs buffer-response="false"',
  fix: 'write the policy as XML in xml_content',
  fact: facts.bufferResponse,
  key,
  level: 'unknown',
});
