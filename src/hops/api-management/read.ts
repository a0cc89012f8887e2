import type { Hop, Remark } from '../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { blocksIn, booleanIn, isExpression, LATER, numberIn, textIn, textsIn } from '../../terraform/attributes';
import { pointsTo } from '../../terraform/references';
import type { TerraformResource } from '../../terraform/resource';
import { suppressionsIn } from '../../terraform/suppressions';
import { about, aboutLogging, apiObject } from './about';
import { fixedSettings } from './hop';
import { readPolicies } from './read-policy';
import * as remarks from './remarks';

const LATER_WHY = 'its value is known only at deployment';

/** What an API does to a stream; with an operation, what that one does. */
export function readApiManagement(
  api: TerraformResource,
  resources: readonly TerraformResource[],
  operation?: TerraformResource,
): Hop {
  const ofType = (type: string) => resources.filter((one) => one.type === type);
  const service = ofType('azurerm_api_management').find((one) => isNamed(api, 'api_management_name', one));
  const ofApi = (type: string) => ofType(type).filter((one) => isNamed(one, 'api_name', api));
  const ofService = (type: string) =>
    ofType(type).filter(
      (one) =>
        service !== undefined &&
        (isNamed(one, 'api_management_name', service) || pointsTo(one.attributes['api_management_id'], one, service)),
    );
  const scopes = [
    ...ofApi('azurerm_api_management_api_operation_policy').filter(
      (one) => operation !== undefined && hasOperation(one, operation),
    ),
    ...ofApi('azurerm_api_management_api_policy'),
    ...ofService('azurerm_api_management_policy'),
  ];
  const diagnostics = [...ofApi('azurerm_api_management_api_diagnostic'), ...ofService('azurerm_api_management_diagnostic')];
  const found: Remark[] = [];
  const settings = [
    ...fixedSettings,
    ...readPolicies(scopes, found),
    ...diagnostics.flatMap(readLogging),
    readHttp2(service),
    readProtocols(api),
  ];
  const nameOf = (resource: TerraformResource) => textOr(resource, 'name', resource.name);
  return {
    type: 'api-management',
    object: apiObject(
      service === undefined ? textOr(api, 'api_management_name', 'not in the input') : nameOf(service),
      nameOf(api),
      operation === undefined ? undefined : textOr(operation, 'operation_id', operation.name),
    ),
    layer: 'http',
    settings,
    remarks: [...readTier(service), ...found],
    suppressed: service === undefined ? {} : suppressionsIn(service.attributes),
    sources: [api, ...[service, operation].filter((one) => one !== undefined), ...scopes, ...diagnostics],
  };
}

/** Names refer in API Management, by expression or as they are. */
export function isNamed(from: TerraformResource, attribute: string, to: TerraformResource): boolean {
  const value = from.attributes[attribute];
  return pointsTo(value, from, to) || (typeof value === 'string' && !isExpression(value) && value === to.attributes['name']);
}

const hasOperation = (policy: TerraformResource, operation: TerraformResource): boolean => {
  const id = policy.attributes['operation_id'];
  return pointsTo(id, policy, operation) || id === operation.attributes['operation_id'];
};

function textOr({ attributes }: TerraformResource, name: string, otherwise: string): string {
  const text = textIn(attributes, name);
  return typeof text === 'string' ? text : otherwise;
}

function readTier(service: TerraformResource | undefined): Remark[] {
  const sku = service === undefined ? LATER : textIn(service.attributes, 'sku_name');
  if (sku === LATER || sku === undefined) return [remarks.tierNotKnown];
  return sku.startsWith('Consumption') ? [remarks.consumptionTier(sku)] : [];
}

function readLogging({ type, attributes }: TerraformResource): Setting[] {
  return ['frontend_response', 'backend_response'].flatMap((part) => {
    const setting = aboutLogging(type, part);
    const blocks = blocksIn(attributes, part);
    if (blocks === LATER) return [unknown('response-buffering', 'an expression makes the block', setting)];
    return blocks.flatMap((block) => {
      const bytes = numberIn(block, 'body_bytes');
      if (bytes === LATER) return [unknown('response-buffering', LATER_WHY, setting)];
      return bytes === undefined || bytes === 0 ? [] : [set('response-buffering', 'on', setting)];
    });
  });
}

function readHttp2(service: TerraformResource | undefined): Setting {
  if (service === undefined) return unknown('http2', 'the service is not in the input', about.http2);
  const protocols = blocksIn(service.attributes, 'protocols');
  const enabled =
    protocols === LATER
      ? LATER
      : protocols.map((block) => booleanIn(block, 'http2_enabled') ?? booleanIn(block, 'enable_http2'))[0];
  if (enabled === LATER) return unknown('http2', LATER_WHY, about.http2);
  if (enabled === undefined) return byDefault('http2', 'off', about.http2);
  return set('http2', enabled ? 'on' : 'off', about.http2);
}

function readProtocols({ attributes }: TerraformResource): Setting {
  const protocols = textsIn(attributes, 'protocols');
  if (protocols.length === 0) return unknown('transport', 'the API names no protocols that can be read', about.protocols);
  if (!protocols.includes('http')) return set('transport', 'tls', about.protocols);
  return set('transport', protocols.includes('https') ? 'tls-and-plain' : 'plain', about.protocols);
}
