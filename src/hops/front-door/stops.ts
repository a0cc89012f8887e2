import { textOf, type StreamPath } from '../../policy/stream-path';
import { isExpression, numberIn, type Block } from '../../terraform/attributes';
import { referenced } from '../../terraform/references';
import type { TerraformResource } from '../../terraform/resource';
import { knownBlocksIn } from '../application-gateway/blocks';
import type { Redirect } from './redirects';
import { isNothing, RULE_SET, ruleSetIdsOf } from './rule-sets';

/**
 * The rules that may end the rules of a route before one of these redirects is asked, for one of these streams. A rule
 * that redirects is none of them: what it sends elsewhere Front Door does not carry.
 */
export const stopsBefore = (
  redirects: readonly Redirect[],
  streams: readonly StreamPath[],
  rules: readonly TerraformResource[],
): TerraformResource[] =>
  rules.filter(
    (rule) =>
      mayStop(rule) &&
      redirects.some((redirect) => mayRunBefore(rule, redirect.rule)) &&
      streams.some((stream) => mayMatch(rule, stream)),
  );

/** The values that name the rule sets of a route and more than is in the input. */
export const unseenIn = (route: TerraformResource, resources: readonly TerraformResource[]): unknown[] =>
  Array.isArray(route.attributes['cdn_frontdoor_rule_set_ids'])
    ? ruleSetIdsOf(route).filter((id) => referenced(id, route, RULE_SET, resources) === undefined)
    : ruleSetIdsOf(route);

function mayStop({ attributes }: TerraformResource): boolean {
  const behavior = attributes['behavior_on_match'];
  const actions = knownBlocksIn(attributes, 'actions');
  const isRedirect = actions.some((block) => knownBlocksIn(block, 'url_redirect_action').length > 0);
  return (behavior === 'Stop' || isExpression(behavior)) && !isRedirect;
}

/** The order holds within a rule set only. */
function mayRunBefore({ attributes: one }: TerraformResource, { attributes: other }: TerraformResource): boolean {
  if (one['cdn_frontdoor_rule_set_id'] !== other['cdn_frontdoor_rule_set_id']) return true;
  const [order, later] = [numberIn(one, 'order'), numberIn(other, 'order')];
  return typeof order !== 'number' || typeof later !== 'number' || order < later;
}

/** All conditions must hold; only those of the path can tell that one never does for a stream. */
const mayMatch = (rule: TerraformResource, stream: StreamPath): boolean =>
  knownBlocksIn(rule.attributes, 'conditions')
    .flatMap((block) => knownBlocksIn(block, 'url_path_condition'))
    .every((condition) => mayHold(condition, stream));

function mayHold(condition: Block, stream: StreamPath): boolean {
  const { operator, match_values: values, negate_condition: negated, transforms } = condition;
  const isPlain = (isNothing(negated) || negated === false) && isNothing(transforms);
  if (!isPlain || !Array.isArray(values) || values.some(isExpression)) return true;
  const path = textOf(stream).replace(/^\/+/, '');
  const folder = path === '' || path.endsWith('/') ? path : `${path}/`;
  const isIn = (value: string) => value === path || ('prefix' in stream && value.startsWith(folder));
  if (operator === 'Equal') return values.map(String).some(isIn);
  return operator !== 'BeginsWith' || values.map(String).some((value) => isIn(value) || path.startsWith(value));
}
