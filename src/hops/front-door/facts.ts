import { facts } from '../../path/fact';
import { Duration } from '../../policy/duration';

const LEARN = 'https://learn.microsoft.com/azure/frontdoor';
const LIMITS = 'https://github.com/MicrosoftDocs/azure-docs/blob/main/includes/front-door-limits.md';
const PROVIDER = 'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0';
const checked = '2026-11-21';

/** Azure Front Door Standard and Premium, as Terraform's azurerm provider 4.55.0 writes it. */
export const frontDoorFacts = facts({
  support: {
    says: 'Microsoft documents that Front Door does not support Server-Sent Events, whatever its timeouts are; it supports WebSocket.',
    source: `${LEARN}/standard-premium/websocket`,
    checked,
    known: 'documented',
  },
  responseTimeout: {
    says: 'The response timeout of a profile is the longest wait for the first packet of the origin and between two packets; bytes reset it. 16 to 240 s; Terraform writes 120 s by default, the service itself has 60 s, which is not its maximum.',
    limit: 'idle',
    unit: 'whole seconds',
    default: Duration.seconds(120),
    min: Duration.seconds(16),
    max: Duration.seconds(240),
    source: `${PROVIDER}/internal/services/cdn/cdn_frontdoor_profile_resource.go`,
    checked,
    known: 'documented',
  },
  clientIdle: {
    says: 'A client connection that carried nothing for 61 s is closed; nothing changes that.',
    limit: 'idle',
    fixed: Duration.seconds(61),
    source: LIMITS,
    checked,
    known: 'documented',
  },
  duration: {
    says: 'No source limits how long a response may last that keeps carrying bytes, and none says that hours are allowed.',
    limit: 'total',
    source: LIMITS,
    checked,
    known: 'unconfirmed',
  },
  chunks: {
    says: 'Whether Front Door passes each chunk of a response on at once is in no source.',
    source: `${LEARN}/standard-premium/websocket`,
    checked,
    known: 'unconfirmed',
  },
  caching: {
    says: 'Front Door caches nothing unless the route has a cache block or a rule switches caching on. Requests for one URL may then share a response.',
    default: 'off',
    source: `${PROVIDER}/internal/services/cdn/cdn_frontdoor_route_resource.go`,
    checked,
    known: 'documented',
  },
  compression: {
    says: 'text/event-stream is not among the types that Front Door compresses; Terraform refuses it in content_types_to_compress.',
    fixed: 'off',
    source: `${PROVIDER}/internal/services/cdn/cdn_frontdoor_helpers.go`,
    checked,
    known: 'documented',
  },
  affinity: {
    says: 'Session affinity of an origin group brings a client back to its origin, not to a pod behind it, by the session cookie ASLBSA. Terraform switches it on by default.',
    default: true,
    source: `${PROVIDER}/internal/services/cdn/cdn_frontdoor_origin_group_resource.go`,
    checked,
    known: 'documented',
  },
  cacheableResponse: {
    says: 'The affinity cookie is not set on a response that may be cached: only one with Cache-Control: no-store, or the like, gets it.',
    source: `${LEARN}/routing-methods`,
    checked,
    known: 'documented',
  },
  drain: {
    says: 'Front Door does not drain connections.',
    limit: 'drain',
    source: `${LEARN}/front-door-faq`,
    checked,
    known: 'documented',
  },
  http2: {
    says: 'Clients may use HTTP/2 with every Front Door, and nothing changes that; origins get HTTP/1.1.',
    fixed: 'on',
    source: `${LEARN}/front-door-http2`,
    checked,
    known: 'documented',
  },
  protocols: {
    says: 'A route takes the protocols in supported_protocols; https_redirect_enabled, which is the default, needs both and sends HTTP on to HTTPS.',
    default: true,
    source: `${PROVIDER}/internal/services/cdn/cdn_frontdoor_route_resource.go`,
    checked,
    known: 'documented',
  },
  matching: {
    says: 'Of the routes of a host an exact path wins, then the longest that ends in /*. No pattern leaves a path out.',
    source: `${LEARN}/front-door-route-matching`,
    checked,
    known: 'documented',
  },
  redirect: {
    says: 'A rule of a route can redirect paths to another host before anything is asked of the origin; it keeps the path and the query unless it sets them.',
    source: `${PROVIDER}/website/docs/r/cdn_frontdoor_rule.html.markdown`,
    checked,
    known: 'documented',
  },
  matchValues: {
    says: 'A condition of a rule takes 25 values at most; the provider refuses more.',
    max: 25,
    source: `${PROVIDER}/internal/services/cdn/cdn_frontdoor_rule_resource.go`,
    checked,
    known: 'measured',
    provenWith: 'terraform-provider-azurerm 4.55.0',
  },
  endpointDomain: {
    says: 'Front Door gives every endpoint a host of its own below azurefd.net.',
    fixed: 'azurefd.net',
    source: `${LEARN}/endpoint`,
    checked,
    known: 'documented',
  },
  hostName: {
    says: 'A host name is labels of letters, digits and hyphens with dots between, each up to 63 characters; a scheme, a port or a path is no part of it.',
    source: 'https://www.rfc-editor.org/rfc/rfc1123#section-2',
    checked,
    known: 'documented',
  },
  eachInside: {
    says: 'The values of for_each and count are there inside of the resource that has them only.',
    source: 'https://developer.hashicorp.com/terraform/language/meta-arguments/for_each',
    checked,
    known: 'documented',
  },
  requestPath: {
    says: 'The request path that a rule compares has no leading slash.',
    source: `${LEARN}/rules-match-conditions`,
    checked,
    known: 'documented',
  },
  ruleOrder: {
    says: 'Front Door runs the rule sets of a route one after the other and the rules of each by their order; a rule that matches and says "Stop" ends them all, those of other rule sets too.',
    source: `${LEARN}/front-door-rules-engine`,
    checked,
    known: 'documented',
  },
  ruleSetOrder: {
    says: 'Terraform takes the rule sets of a route as a set: in which order Front Door gets them does not depend on the order in which they are written.',
    source: `${PROVIDER}/internal/services/cdn/cdn_frontdoor_route_resource.go`,
    checked,
    known: 'documented',
  },
  hostInZone: {
    says: 'The name of a DNS record is relative to its zone; the zone itself is called @.',
    source: 'https://learn.microsoft.com/azure/dns/dns-zones-records',
    checked,
    known: 'documented',
  },
});
