import { pointsTo } from '../../terraform/references';
import type { TerraformResource } from '../../terraform/resource';
import { knownBlocksIn } from '../application-gateway/blocks';

export const RULE_SET = 'azurerm_cdn_frontdoor_rule_set';

/** Whether some rule of the route says how responses are cached. */
export const mayCacheByRule = (route: TerraformResource, resources: readonly TerraformResource[]): boolean =>
  rulesOf(route, resources)
    .flatMap(({ attributes }) => knownBlocksIn(attributes, 'actions'))
    .flatMap((actions) => knownBlocksIn(actions, 'route_configuration_override_action'))
    .some(({ cache_behavior: behavior }) => !isNothing(behavior) && behavior !== 'Disabled');

/** What names the rule sets of a route: one value for each, or an expression for all of them. */
export const ruleSetIdsOf = ({ attributes }: TerraformResource): unknown[] =>
  [attributes['cdn_frontdoor_rule_set_ids'] ?? []].flat();

export function rulesOf(route: TerraformResource, resources: readonly TerraformResource[]): TerraformResource[] {
  const ids = ruleSetIdsOf(route);
  const sets = resources.filter(({ type }) => type === RULE_SET).filter((set) => ids.some((id) => pointsTo(id, route, set)));
  return resources
    .filter((one) => one.type === 'azurerm_cdn_frontdoor_rule')
    .filter((rule) => sets.some((set) => pointsTo(rule.attributes['cdn_frontdoor_rule_set_id'], rule, set)));
}

export const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);
