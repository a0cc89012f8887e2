import { misfit } from '../../path/fit';
import type { Hop, Remark } from '../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { Duration } from '../../policy/duration';
import type { StreamPath } from '../../policy/stream-path';
import { blocksIn, booleanIn, isExpression, LATER, numberIn, textIn, textsIn } from '../../terraform/attributes';
import { referenced } from '../../terraform/references';
import type { TerraformResource } from '../../terraform/resource';
import { suppressionsIn } from '../../terraform/suppressions';
import { about, AFFINITY_COOKIE, routeObject } from './about';
import { frontDoorFacts as facts } from './facts';
import { fixedSettings, ledAround } from './hop';
import * as remarks from './remarks';
import { concerning, leadAway, redirectsOf, type Redirect } from './redirects';
import { takenBy } from './routes';
import { mayCacheByRule, rulesOf } from './rule-sets';
import { stopsBefore, unseenIn } from './stops';

const LATER_WHY = 'its value is known only at deployment';

/** Where a route sends a stream: the value that names the host, and the resource that has it. */
interface Destination {
  readonly host: unknown;
  readonly from: TerraformResource;
}

export interface FrontDoorRoute {
  readonly hop: Hop;
  readonly does: 'carry' | 'redirect';
  /** One for each origin, or the host that the stream is redirected to. */
  readonly destinations: readonly Destination[];
}

/**
 * What a route does with the streams that it takes; empty where it takes none. Those it carries and those it redirects
 * are two answers.
 *
 * @param streams The URL paths that stream. Default: whatever comes, and that it carries.
 */
export function readFrontDoorRoute(
  route: TerraformResource,
  resources: readonly TerraformResource[],
  streams?: readonly StreamPath[],
): FrontDoorRoute[] {
  const routes = resources.filter(({ type }) => type === 'azurerm_cdn_frontdoor_route');
  const taken = streams === undefined ? undefined : takenBy(route, routes, streams);
  if (taken?.length === 0) return [];
  const redirects = redirectsOf(route, resources);
  const carried = taken?.filter((stream) => !leadAway(redirects, stream));
  const away = (taken ?? []).filter((stream) => leadAway(redirects, stream));
  return [
    ...(carried?.length === 0 ? [] : [carrying(route, resources, redirects)]),
    ...redirecting(route, resources, [...new Set(away.flatMap((stream) => concerning(redirects, stream)))], away),
  ];
}

/** The profile of a route, through its endpoint. */
function profileOf(route: TerraformResource, resources: readonly TerraformResource[]): TerraformResource | undefined {
  const endpoint = referenced(route.attributes['cdn_frontdoor_endpoint_id'], route, 'azurerm_cdn_frontdoor_endpoint', resources);
  const id = endpoint?.attributes['cdn_frontdoor_profile_id'];
  return endpoint && referenced(id, endpoint, 'azurerm_cdn_frontdoor_profile', resources);
}

function objectOf(route: TerraformResource, profile: TerraformResource | undefined): string {
  const nameOf = (resource: TerraformResource | undefined, otherwise: string): string => {
    const name = resource === undefined ? undefined : textIn(resource.attributes, 'name');
    return typeof name === 'string' ? name : (resource?.name ?? otherwise);
  };
  return routeObject(nameOf(profile, 'profile'), nameOf(route, 'route'));
}

function redirecting(
  route: TerraformResource,
  resources: readonly TerraformResource[],
  redirects: readonly Redirect[],
  streams: readonly StreamPath[],
): FrontDoorRoute[] {
  const hosts = [...new Set(redirects.map(({ host }) => host))];
  const profile = profileOf(route, resources);
  return hosts.map((host) => {
    const those = redirects.filter((redirect) => redirect.host === host);
    const sent = streams.filter((stream) => concerning(those, stream).length > 0);
    const stops = stopsBefore(those, sent, rulesOf(route, resources));
    const unseen = unseenIn(route, resources);
    const found = [
      ...refused(those),
      ...those.filter(({ isPlain }) => isPlain).map(({ rule }) => remarks.plainRedirect(String(host), rule.name)),
      ...stops.map(({ name }) => remarks.mayStopFirst(name)),
      ...(unseen.length > 0 ? [remarks.unseenRuleSets(unseen)] : []),
    ];
    const hop = {
      ...ledAround(objectOf(route, profile), found),
      sources: sourcesOf(route, profile, ...those.map(({ rule }) => rule), ...stops),
    };
    return { hop, does: 'redirect', destinations: those.slice(0, 1).map(({ rule }) => ({ host, from: rule })) };
  });
}

function carrying(
  route: TerraformResource,
  resources: readonly TerraformResource[],
  redirects: readonly Redirect[],
): FrontDoorRoute {
  const profile = profileOf(route, resources);
  const groupId = route.attributes['cdn_frontdoor_origin_group_id'];
  const group = referenced(groupId, route, 'azurerm_cdn_frontdoor_origin_group', resources);
  const found: Remark[] = [];
  const settings = [
    readTimeout(profile, found),
    ...fixedSettings,
    readCaching(route, resources, found),
    ...readAffinity(group, found),
    readProtocols(route),
  ];
  const slashed = redirects.flatMap(({ values }) => values.filter((value) => value.startsWith('/')));
  const patterns = textsIn(route.attributes, 'patterns_to_match').join(', ');
  const hop: Hop = {
    type: 'front-door',
    object: objectOf(route, profile),
    layer: 'http',
    settings,
    remarks: [
      remarks.carriesStream(`the route carries ${patterns === '' ? 'the stream' : `${patterns}, and so the stream`}`),
      ...slashed.map(remarks.leadingSlash),
      ...refused(redirects),
      ...found,
    ],
    suppressed: profile === undefined ? {} : suppressionsIn(profile.attributes),
    sources: sourcesOf(route, profile, group, ...redirects.map(({ rule }) => rule)),
  };
  const origins = resources.filter(
    (one) =>
      one.type === 'azurerm_cdn_frontdoor_origin' &&
      group !== undefined &&
      referenced(one.attributes['cdn_frontdoor_origin_group_id'], one, group.type, [group]) === group,
  );
  return { hop, does: 'carry', destinations: origins.map((from) => ({ host: from.attributes['host_name'], from })) };
}

const refused = (redirects: readonly Redirect[]): Remark[] =>
  redirects
    .filter(({ values }) => values.length > facts.matchValues.max)
    .map(({ rule, values }) => remarks.tooManyValues(rule.name, values.length));

const sourcesOf = (...resources: readonly (TerraformResource | undefined)[]): TerraformResource[] =>
  resources.filter((resource) => resource !== undefined);

function readTimeout(profile: TerraformResource | undefined, found: Remark[]): Setting {
  const { responseTimeout } = about;
  if (profile === undefined) return unknown('idle-limit', 'the profile is not in the input', responseTimeout);
  const seconds = numberIn(profile.attributes, 'response_timeout_seconds');
  if (seconds === LATER) return unknown('idle-limit', LATER_WHY, responseTimeout);
  if (seconds === undefined) return byDefault('idle-limit', facts.responseTimeout.default, responseTimeout);
  const value = seconds < 0 ? undefined : Duration.seconds(seconds);
  if (value !== undefined && misfit(value, facts.responseTimeout) === undefined) return set('idle-limit', value, responseTimeout);
  found.push(remarks.timeoutOutOfRange(responseTimeout.key, seconds));
  return byDefault('idle-limit', facts.responseTimeout.default, responseTimeout);
}

function readCaching(route: TerraformResource, resources: readonly TerraformResource[], found: Remark[]): Setting {
  const caches = blocksIn(route.attributes, 'cache');
  if (caches === LATER) return unknown('response-caching', 'an expression makes the cache block', about.caching);
  if (caches.some((cache) => textsIn(cache, 'content_types_to_compress').includes('text/event-stream'))) {
    found.push(remarks.compressesStream);
  }
  if (caches.length > 0) return set('response-caching', 'on', about.caching);
  return mayCacheByRule(route, resources)
    ? unknown('response-caching', 'a rule of the route says how to cache', about.caching)
    : byDefault('response-caching', 'off', about.caching);
}

function readAffinity(group: TerraformResource | undefined, found: Remark[]): Setting[] {
  const origins = set('balances-over', 'service', about.origins);
  if (group === undefined) return [unknown('affinity', 'the origin group is not in the input', about.affinity), origins];
  const enabled = booleanIn(group.attributes, 'session_affinity_enabled');
  if (enabled === LATER) return [unknown('affinity', LATER_WHY, about.affinity), origins];
  if (enabled === false) return [set('affinity', { kind: 'none' }, about.affinity), origins];
  found.push(remarks.affinityNeedsNoStore);
  return [(enabled === undefined ? byDefault : set)('affinity', AFFINITY_COOKIE, about.affinity), origins];
}

function readProtocols({ attributes }: TerraformResource): Setting {
  const given = attributes['supported_protocols'];
  const redirects = booleanIn(attributes, 'https_redirect_enabled');
  if (isExpression(given) || redirects === LATER) return unknown('transport', LATER_WHY, about.protocols);
  const protocols = textsIn(attributes, 'supported_protocols');
  if (!protocols.includes('Http')) return set('transport', 'tls', about.protocols);
  if (!protocols.includes('Https')) return set('transport', 'plain', about.protocols);
  return set('transport', redirects === false ? 'tls-and-plain' : 'tls', about.protocols);
}
