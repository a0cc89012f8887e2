import { textOf, type StreamPath } from '../../policy/stream-path';
import { isExpression, LATER } from '../../terraform/attributes';
import { pointsTo, referenced } from '../../terraform/references';
import type { TerraformResource } from '../../terraform/resource';
import { isOfFrontDoor, isSameHost } from './host';

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

/** Whether a host that a resource names is that of an endpoint or of a custom domain. */
export const isOwnHost = (host: unknown, from: TerraformResource, resources: readonly TerraformResource[]): boolean =>
  isOfFrontDoor(host) ||
  referenced(host, from, 'azurerm_cdn_frontdoor_endpoint', resources) !== undefined ||
  resources
    .filter(({ type }) => type === 'azurerm_cdn_frontdoor_custom_domain')
    .some((domain) => isSameHost(domain.attributes['host_name'], host) || pointsTo(host, from, domain));
