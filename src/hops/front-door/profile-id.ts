import type { CdnFrontdoorRoute } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-route/index.js';
import { TerraformResource, TerraformStack } from 'cdktf';
import { resourceOf } from '../../constructs/cdktf/resource-of';
import { isExpression } from '../../terraform/attributes';
import { referenced } from '../../terraform/references';

const ENDPOINT = 'azurerm_cdn_frontdoor_endpoint';

/** That of the endpoint of a route as it will be written; of an endpoint that is not in the stack, the beginning of its id. */
export function profileIdOf(construct: CdnFrontdoorRoute): string {
  const route = resourceOf(construct);
  const stack = TerraformStack.of(construct);
  const endpoints = stack.node
    .findAll()
    .filter((one) => TerraformResource.isTerraformResource(one))
    .filter((one) => one.cdktfStack === stack && one.terraformResourceType === ENDPOINT)
    .map(resourceOf);
  const id = route.attributes['cdn_frontdoor_endpoint_id'];
  const profileId = referenced(id, route, ENDPOINT, endpoints)?.attributes['cdn_frontdoor_profile_id'];
  return typeof profileId === 'string' ? profileId : beginningOf(String(id));
}

/** Whether it has another value for each of the routes that for_each or count makes. */
export const isOfEach = (id: string): boolean => isExpression(id) && /\b(?:each\.(?:key|value)|count\.index)\b/.test(id);

function beginningOf(id: string): string {
  const [, before] = /^(.+)\/afdEndpoints\/[\w-]+$/i.exec(id) ?? [];
  if (before !== undefined || !isExpression(id)) return before ?? id;
  return `\${element(split("/afdEndpoints/", "${id}"), 0)}`;
}
