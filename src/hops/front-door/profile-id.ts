import { isExpression } from '../../terraform/attributes';
import { referenced } from '../../terraform/references';
import type { TerraformResource } from '../../terraform/resource';

export const ENDPOINT = 'azurerm_cdn_frontdoor_endpoint';

/** The profile of a route's endpoint; of an endpoint that is not among these, the beginning of its id. */
export function profileIdOf(route: TerraformResource, endpoints: readonly TerraformResource[]): string {
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
