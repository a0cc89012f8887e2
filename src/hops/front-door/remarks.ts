import type { Fact } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { ignored, rejected } from '../../path/remark';
import { frontDoorFacts as facts } from './facts';

const WAY_OUT =
  'lead the stream around it: give it a host of its own whose DNS record points at the regional gateway, and redirect its paths there by a rule of the route';

/** For every route that carries a stream. */
export const carriesStream = (found: string): Remark => ({
  rule: 'hop-does-not-support-sse',
  found,
  need: 'Microsoft documents that Front Door does not support Server-Sent Events; no timeout cures that',
  fix: `${WAY_OUT}; or give the reason in the tag sse-ready.ignore-hop-does-not-support-sse of the profile`,
  fact: facts.support,
  key: 'patterns_to_match',
});

export const leadsBack = (host: string): Remark => ({
  ...carriesStream(`the route redirects the stream to ${host}, which is Front Door again`),
  fix: 'point the DNS record of the host at the regional gateway, not at the endpoint of Front Door',
  key: undefined,
});

export const noHostName = (text: string, host = 'events.example.com'): Remark =>
  rejected(
    `streamHost is ${JSON.stringify(text)}`,
    'clients are sent to a host by its full name: without scheme, port, path or *, and no IP address',
    `set streamHost to a host name, such as "${host}"`,
    facts.hostName,
  );

export const endpointOfEach = (profileId: string): Remark =>
  rejected(
    `the profile of the route is ${profileId}`,
    'the rule set that redirects the stream is another resource, and each and count have no value there',
    'write the routes one by one, or lead cdn_frontdoor_endpoint_id to an endpoint whose profile does not depend on each or count',
    facts.eachInside,
    'cdn_frontdoor_endpoint_id',
  );

export const affinityNeedsNoStore: Remark = {
  rule: 'no-caching-on-stream',
  found: 'session affinity is on',
  need: 'Front Door sets its cookie only on responses that may not be cached',
  fix: 'let the server send Cache-Control: no-store; no-cache is not enough',
  fact: facts.cacheableResponse,
  level: 'note',
};

const RULE = 'azurerm_cdn_frontdoor_rule';
const RULE_SET_IDS = 'cdn_frontdoor_rule_set_ids';

/** Of a rule that means the stream and never matches it. */
export const leadingSlash = (value: string): Remark =>
  ignored(
    `a rule compares the request path with "${value}"`,
    'Front Door compares it without its leading slash, so that this never matches',
    `write "${value.replace(/^\/+/, '')}"`,
    facts.requestPath,
    `${RULE} conditions.url_path_condition`,
  );

export const tooManyValues = (rule: string, count: number): Remark =>
  rejected(
    `rule ${rule} compares the request path with ${count} values`,
    `the provider takes ${facts.matchValues.max} in a condition`,
    'share them among several rules',
    facts.matchValues,
    `${RULE} conditions.url_path_condition`,
  );

/** Whether the stream is redirected, or carried after all, cannot be told. */
const mayBeCarried = (found: string, fix: string, fact: Fact, key: string): Remark => ({
  rule: 'hop-does-not-support-sse',
  found,
  need: 'a rule that stops the rules before the redirect leaves the stream to Front Door, which does not support it; Terraform keeps an order within a rule set only',
  fix,
  fact,
  key,
  level: 'unknown',
});

export const mayStopFirst = (rule: string): Remark =>
  mayBeCarried(
    `rule ${rule} may match the stream, stops the rules there and may run before the redirect`,
    'set behavior_on_match of that rule to "Continue", let its url_path_condition leave out the paths of the stream, or give it a greater order in the rule set of the redirect',
    facts.ruleOrder,
    `${RULE}/${rule} behavior_on_match`,
  );

export const unseenRuleSets = (ids: readonly unknown[]): Remark =>
  mayBeCarried(
    `${RULE_SET_IDS} has ${ids.join(', ')}, and rules that are not in the input may run before the redirect`,
    'see that no rule of those rule sets matches the stream with behavior_on_match "Stop"',
    facts.ruleSetOrder,
    RULE_SET_IDS,
  );

export const ledElsewhere = (host: string, streamHost: string): Remark =>
  ignored(
    `the route redirects the stream to ${host} already, and streamHost is ${streamHost}`,
    'a request is redirected once',
    `take out the rule that redirects to ${host}, or set streamHost to that host`,
    facts.redirect,
    RULE_SET_IDS,
  );

export const plainRedirect = (host: string, rule: string): Remark => ({
  rule: 'secure-transport',
  found: `the stream is redirected to http://${host}`,
  need: 'it must go over TLS only',
  fix: 'set redirect_protocol to "Https"',
  fact: facts.redirect,
  key: `${RULE}/${rule} actions.url_redirect_action.redirect_protocol`,
});

export const compressesStream: Remark = rejected(
  'cache.content_types_to_compress lists text/event-stream',
  'Terraform refuses that type',
  'take it out',
  facts.compression,
  'cache.content_types_to_compress',
);

export const timeoutOutOfRange = (key: string, seconds: number): Remark => {
  const { min, max } = facts.responseTimeout;
  return rejected(
    `${key} is ${seconds}`,
    `it takes ${min.toSeconds()} to ${max.toSeconds()}`,
    `set ${key} to ${max.toSeconds()}`,
    facts.responseTimeout,
    key,
  );
};

/** Where nothing would be left for Front Door. */
export const everythingStreams: Remark = rejected(
  "the policy's paths have the prefix /, which is every path",
  'Front Door is to keep the paths that do not stream',
  "name the paths that stream in the policy's paths, such as /events",
  facts.matching,
);

export const hostOutsideZone = (host: string, zone: string): Remark =>
  rejected(
    `streamHost is ${host}, outside of the zone ${zone}`,
    `a record of the zone names a host that ends in .${zone}`,
    `set streamHost to a name such as events.${zone}, or dnsZone to the zone of the host`,
    facts.hostInZone,
  );

export const nameOfZone = (host: string): Remark =>
  rejected(
    `streamHost is ${host}, the zone itself`,
    'a CNAME record cannot stand for the zone itself',
    'give the stream a host of its own, or the gateway by publicIpAddressId',
    facts.hostInZone,
  );
