import { textOf, type StreamPath } from '../../policy/stream-path';
import { isExpression, LATER } from '../../terraform/attributes';
import { pointsTo, referenced } from '../../terraform/references';
import type { TerraformResource } from '../../terraform/resource';
import { knownBlocksIn } from '../application-gateway/blocks';

export const RULE_SET = 'azurerm_cdn_frontdoor_rule_set';

/**
 * Which of these URL paths the route takes: those for which no other route of the same hosts is closer, and, below a
 * prefix, those that it names itself. A route whose patterns are not known may take all.
 */
export function takenBy(
  route: TerraformResource,
  routes: readonly TerraformResource[],
  streams: readonly StreamPath[],
): readonly StreamPath[] {
  if (route.attributes['enabled'] === false) return [];
  const patterns = patternsOf(route);
  if (patterns === LATER) return streams;
  const rivals = routes.filter((other) => other !== route && hasSameHosts(route, other));
  return streams.filter((stream) => {
    if (patterns.some((pattern) => isBelow(pattern, stream))) return true;
    const own = closeness(patterns, stream);
    return own > 0 && rivals.every((rival) => closeness(patternsOf(rival), stream) <= own);
  });
}

/** The URL paths of a route as they are written; all where an expression makes them. */
export function urlsOf(route: TerraformResource): string[] {
  const patterns = patternsOf(route);
  return patterns === LATER ? ['/'] : patterns.map((pattern) => pattern.replace(/\*$/, ''));
}

function patternsOf({ attributes }: TerraformResource): string[] | typeof LATER {
  const patterns = attributes['patterns_to_match'];
  if (!Array.isArray(patterns) || patterns.some(isExpression)) return LATER;
  return patterns.map(String);
}

/** An exact path is the closest, then the longest with a star at its end; 0: none matches. */
function closeness(patterns: readonly string[] | typeof LATER, stream: StreamPath): number {
  if (patterns === LATER) return 0;
  const path = textOf(stream);
  return Math.max(0, ...patterns.map((pattern) => (pattern === path ? Infinity : covers(pattern, path) ? pattern.length : 0)));
}

/** `/events/*` is taken for `/events` too: who wrote it meant the stream. */
function covers(pattern: string, path: string): boolean {
  const prefix = pattern.slice(0, -1);
  return pattern.endsWith('*') && (path.startsWith(prefix) || prefix === `${path}/`);
}

const isBelow = (pattern: string, stream: StreamPath): boolean =>
  'prefix' in stream && pattern.startsWith(`${stream.prefix.replace(/\/$/, '')}/`) && pattern !== '/*';

const hasSameHosts = ({ attributes: some }: TerraformResource, { attributes: others }: TerraformResource): boolean =>
  ['cdn_frontdoor_endpoint_id', 'cdn_frontdoor_custom_domain_ids'].every(
    (name) => JSON.stringify(some[name]) === JSON.stringify(others[name]),
  );

/** Whether a host is that of an endpoint, or of a custom domain that the route takes itself. */
export function isOwnHost(host: string, route: TerraformResource, resources: readonly TerraformResource[]): boolean {
  const ids = [route.attributes['cdn_frontdoor_custom_domain_ids'] ?? []].flat();
  const domains = ids.map((id) => referenced(id, route, 'azurerm_cdn_frontdoor_custom_domain', resources));
  return (
    referenced(host, route, 'azurerm_cdn_frontdoor_endpoint', resources) !== undefined ||
    domains.some((one) => one !== undefined && (one.attributes['host_name'] === host || pointsTo(host, route, one)))
  );
}

/** A rule that sends paths to another host. */
export interface Redirect {
  readonly rule: TerraformResource;
  readonly host: unknown;
  readonly isPlain: boolean;
  readonly operator: unknown;
  readonly values: readonly string[];
}

/**
 * The redirects by path of a route's rule sets. One that asks for anything else too, or that an expression makes, is left
 * out: it may let the stream through.
 */
export const redirectsOf = (route: TerraformResource, resources: readonly TerraformResource[]): Redirect[] =>
  rulesOf(route, resources).flatMap(redirectIn);

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

function redirectIn(rule: TerraformResource): Redirect[] {
  const [action] = knownBlocksIn(rule.attributes, 'actions').flatMap((block) => knownBlocksIn(block, 'url_redirect_action'));
  if (action === undefined) return [];
  const conditions = knownBlocksIn(rule.attributes, 'conditions');
  const asked = conditions.flatMap((block) => Object.entries(block).filter(([, value]) => !isNothing(value)));
  const paths = conditions.flatMap((block) => knownBlocksIn(block, 'url_path_condition'));
  const [condition] = paths;
  if (asked.some(([name]) => name !== 'url_path_condition') || paths.length > 1 || condition === undefined) return [];
  const host = action['destination_hostname'];
  // Without a host it leads to Front Door again.
  if (condition['negate_condition'] === true || isNothing(host) || host === '') return [];
  const values = condition['match_values'];
  return [
    {
      rule,
      host,
      isPlain: action['redirect_protocol'] === 'Http',
      operator: condition['operator'],
      values: Array.isArray(values) ? values.map(String) : [],
    },
  ];
}

/** Whether these redirects send every request for the stream elsewhere. */
export function leadAway(redirects: readonly Redirect[], stream: StreamPath): boolean {
  const path = textOf(stream).replace(/^\/+/, '');
  const isSent = (probe: string) => redirects.some((redirect) => matches(redirect, probe));
  if ('exact' in stream) return isSent(path);
  const folder = path.endsWith('/') || path === '' ? path : `${path}/`;
  const isSentBelow = redirects.some(
    ({ operator, values }) =>
      operator === 'Any' || (operator === 'BeginsWith' && values.some((value) => folder.startsWith(value))),
  );
  return isSentBelow && (folder === path || isSent(path));
}

/** The redirects that have a part in it. */
export const concerning = (redirects: readonly Redirect[], stream: StreamPath): Redirect[] => {
  const path = textOf(stream).replace(/^\/+/, '');
  return redirects.filter(
    (redirect) => matches(redirect, path) || ('prefix' in stream && matches(redirect, `${path.replace(/\/$/, '')}/`)),
  );
};

function matches({ operator, values }: Redirect, path: string): boolean {
  if (operator === 'Any') return true;
  if (operator === 'Equal') return values.includes(path);
  return operator === 'BeginsWith' && values.some((value) => path.startsWith(value));
}

export const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);
