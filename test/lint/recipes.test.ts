import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '../../src/lint/lint';
import type { LintFinding } from '../../src/lint/lint-report';

const folder = join(__dirname, 'recipes');

/** What is published as the way to do it: the finding, what it says of the recipe, and the form it names that works. */
const RECIPES: readonly (readonly [recipe: string, rule: string, found: string, working: string])[] = [
  [
    'agc/backend-ref-affinity',
    'setting-ignored-by-target',
    'no version of the Gateway API has that field',
    'here RoutePolicy spec.default.sessionAffinity',
  ],
  [
    'agc/backend-tls-timeout',
    'value-rejected-by-target',
    'no timeout of any sort',
    'RoutePolicy spec.default.timeouts.routeTimeout to 0s',
  ],
  ['agc/cookie-duration-number', 'value-rejected-by-target', 'cookieDuration is 86400', '"86400s"'],
  [
    'agc/frontend-annotation',
    'setting-ignored-by-target',
    'counts on an Ingress only',
    'spec.addresses[] of type alb.networking.azure.io/alb-frontend',
  ],
  ['agc/ring-hash', 'value-rejected-by-target', 'sets strategy ring-hash', 'remove spec.loadBalancing'],
  [
    'agc/route-timeout-as-idle',
    'max-age-within-total-limit',
    'every stream is cut 5m after it began although bytes flow; the limit must be off',
    'set RoutePolicy spec.default.timeouts.routeTimeout',
  ],
  ['agc/section-name', 'value-rejected-by-target', 'has targetRef.sectionName', 'a route of its own'],
  [
    'agic/duration-with-unit',
    'setting-ignored-by-target',
    'is "3600s"; the controller cannot read it and it is 30 s',
    'a bare whole number',
  ],
  [
    'agic/nginx-annotations',
    'setting-ignored-by-target',
    'the controller does not know it',
    'on the gateway, in its global configuration',
  ],
  [
    'agic/response-buffering',
    'setting-ignored-by-target',
    'the controller does not know it',
    'on the gateway, in its global configuration',
  ],
  [
    'apisix/proxy-control',
    'setting-ignored-by-target',
    'switches the buffering of requests',
    'proxy-buffering with disable_proxy_buffering: true',
  ],
  ['application-gateway/old-tls-policy', 'value-rejected-by-target', 'names AppGwSslPolicy20170401', '"AppGwSslPolicy20220101"'],
  ['application-gateway/v1-sku', 'hop-retired', 'sku.name is Standard_Medium', 'migrate to Standard_v2 or WAF_v2'],
  [
    'application-gateway/timeout-alone',
    'response-buffering-off',
    'response buffering is on (default)',
    'global.response_buffering_enabled',
  ],
  [
    'ingress-nginx/client-ip',
    'client-ip-affinity-behind-proxy',
    'bypasses it: it has no effect',
    'affinity by cookie at Ingress shop/prices',
  ],
  ['front-door/60-seconds', 'hop-does-not-support-sse', 'no timeout cures that', 'lead the stream around it'],
  ['front-door/above-the-range', 'value-rejected-by-target', 'is 3600; it takes 16 to 240', 'response_timeout_seconds to 240'],
  ['ingress-nginx/cookie-lifetime-with-unit', 'setting-ignored-by-target', 'is "24h"', 'bare seconds'],
  [
    'ingress-nginx/limit-connections',
    'connection-limit-on-stream',
    'is "20"; each open stream is one of 20',
    'an Ingress of its own without it',
  ],
  ['ingress-nginx/samesite-lower-case', 'setting-ignored-by-target', 'the cookie has no SameSite', 'write "Lax"'],
  ['ingress-nginx/timeout-with-unit', 'setting-ignored-by-target', 'is "3600s"', 'write "3600"'],
  ['ingress-nginx/timeout-zero', 'heartbeat-within-idle-limit', 'is 0s', '"30" or more'],
  [
    'istio/backend-request',
    'timeout-set-twice',
    'the total timeout and wins, over request: 0s too',
    'remove spec.rules[].timeouts.backendRequest',
  ],
  [
    'istio/cookie-without-path',
    'affinity-cookie-path',
    'has no Path',
    'DestinationRule spec.trafficPolicy.loadBalancer.consistentHash',
  ],
  [
    'istio/session-persistence',
    'setting-ignored-by-target',
    'Istio does not read it',
    'a DestinationRule with consistentHash.httpCookie',
  ],
  ['istio/virtual-service-timeout', 'value-rejected-by-target', 'it takes 1ms or more', 'leave timeout out'],
  [
    'istio/virtual-service-timeout',
    'setting-ignored-by-target',
    'names the gateway shop/edge',
    'timeouts in the rule of the HTTPRoute',
  ],
  ['nginx/accel-buffering-in-request', 'setting-ignored-by-target', 'it switches no buffering here', '"proxy_buffering off;"'],
  [
    'nginx/send-timeout-alone',
    'setting-ignored-by-target',
    'ended by proxy_read_timeout, 1m by default',
    'write proxy_read_timeout',
  ],
  ['ngf/read-timeout-86400s', 'value-rejected-by-target', 'four digits at most', '"24h"'],
  [
    'ngf/read-timeout-zero',
    'value-rejected-by-target',
    '0 does not mean unlimited here: nginx answers 504 at once',
    'such as "1m"',
  ],
  [
    'ngf/rule-timeouts',
    'setting-ignored-by-target',
    'NGINX Gateway Fabric ignores it',
    'set ProxySettingsPolicy spec.timeout.read',
  ],
  [
    'ngf/backend-ref-affinity',
    'setting-ignored-by-target',
    'no version of the Gateway API',
    'here UpstreamSettingsPolicy spec.loadBalancingMethod',
  ],
  [
    'ngf/session-cookie-annotations',
    'setting-ignored-by-target',
    'nginx.org/session-cookie-max-age; no controller reads it',
    'here UpstreamSettingsPolicy spec.loadBalancingMethod',
  ],
];

/** A file of the folder of a product: a recipe, or `working`, which is what all its recipes should be. */
async function findingsIn(product: string, recipe: string): Promise<LintFinding[]> {
  const [name = '', ...others] = readdirSync(join(folder, product)).filter((file) => file.startsWith(`${recipe}.`));
  expect(others).toEqual([]);
  const text = readFileSync(join(folder, product, name), 'utf8');
  const { findings, paths, problems } = await lint([{ name, text }], { streams: ['/events'] });
  expect([paths.length, problems]).toEqual([1, []]);
  return findings.filter(({ suppressed }) => suppressed === undefined);
}

it.each(RECIPES)('%s: %s names the form that works', async (name, rule, found, working) => {
  const [product = '', recipe = ''] = name.split('/');
  const told = (await findingsIn(product, recipe)).filter((one) => one.rule === rule && one.message.includes(found));
  expect(told.map(({ fix }) => fix)).toEqual([expect.stringContaining(working)]);
  expect(told[0]?.source).toMatch(/^https:/);
});

it.each(readdirSync(folder))('%s: the form that works passes', async (product) => {
  const findings = await findingsIn(product, 'working');
  expect(findings.filter(({ level }) => level === 'error' || level === 'warning')).toEqual([]);
});

it('tries every file', () => {
  const files = readdirSync(folder).flatMap((product) =>
    readdirSync(join(folder, product)).map((file) => `${product}/${file.split('.')[0] ?? ''}`),
  );
  const recipes = new Set(RECIPES.map(([name]) => name));
  expect(files.filter((file) => !file.endsWith('/working')).sort()).toEqual([...recipes].sort());
});
