import { CdnFrontdoorCustomDomain } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-custom-domain/index.js';
import { CdnFrontdoorEndpoint } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-endpoint/index.js';
import { CdnFrontdoorOriginGroup } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-origin-group/index.js';
import { CdnFrontdoorOrigin } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-origin/index.js';
import { CdnFrontdoorProfile } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-profile/index.js';
import { CdnFrontdoorRoute, type CdnFrontdoorRouteConfig } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-route/index.js';
import { CdnFrontdoorRuleSet } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-rule-set/index.js';
import { DnsARecord } from '@cdktf/provider-azurerm/lib/dns-a-record/index.js';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { TerraformIterator, TerraformResource as CdkResource, TerraformVariable, type TerraformStack } from 'cdktf';
import { check } from '../../../src/check';
import { StreamAroundFrontDoor } from '../../../src/hops/front-door/construct';
import { StreamReadyFrontDoor, type StreamReadyFrontDoorProps } from '../../../src/hops/front-door/mixin';
import { findPaths } from '../../../src/load/paths';
import type { TerraformResource } from '../../../src/terraform/resource';
import { policy } from '../../constructs/support';
import { synthAzure } from '../../support/failing-synth';
import { frontDoor } from '../../support/samples/front-door';
import { stack, written } from '../../support/synth';

const PROFILE = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop/providers/Microsoft.Cdn/profiles/shop';
const ADDRESS = PROFILE.replace('Microsoft.Cdn/profiles', 'Microsoft.Network/publicIPAddresses');

/** A Front Door as a team may have it, with one route unless others are asked for. */
function existing(scope = stack(), ...routes: Partial<CdnFrontdoorRouteConfig>[]) {
  const profile = new CdnFrontdoorProfile(scope, 'profile', {
    name: 'shop',
    resourceGroupName: 'shop',
    skuName: 'Standard_AzureFrontDoor',
  });
  const endpoint = new CdnFrontdoorEndpoint(scope, 'endpoint', { name: 'shop', cdnFrontdoorProfileId: profile.id });
  const group = new CdnFrontdoorOriginGroup(scope, 'group', {
    name: 'shop',
    cdnFrontdoorProfileId: profile.id,
    loadBalancing: {},
  });
  const origin = new CdnFrontdoorOrigin(scope, 'origin', {
    name: 'shop',
    cdnFrontdoorOriginGroupId: group.id,
    certificateNameCheckEnabled: true,
    hostName: 'www.internal.example.com',
  });
  const made = (routes.length === 0 ? [{}] : routes).map(
    (more, index) =>
      new CdnFrontdoorRoute(scope, `route${index}`, {
        name: `route${index}`,
        cdnFrontdoorEndpointId: endpoint.id,
        cdnFrontdoorOriginGroupId: group.id,
        cdnFrontdoorOriginIds: [origin.id],
        patternsToMatch: ['/*'],
        supportedProtocols: ['Http', 'Https'],
        cache: { compressionEnabled: true, contentTypesToCompress: ['text/html'] },
        ...more,
      }),
  );
  return { scope, profile, endpoint, routes: made };
}

const ready = (more: Partial<StreamReadyFrontDoorProps> = {}): StreamReadyFrontDoor =>
  new StreamReadyFrontDoor({ policy: policy(), streamHost: 'events.example.com', ...more });

const ofType = (scope: TerraformStack, type: string): TerraformResource[] =>
  written(scope).resources.filter((one) => one.type === `azurerm_cdn_frontdoor_${type}`);

const attributesOf = (scope: TerraformStack, type: string) => ofType(scope, type).map(({ attributes }) => attributes);

const ruleSetIds = (scope: TerraformStack): unknown[] =>
  attributesOf(scope, 'route').map(({ cdn_frontdoor_rule_set_ids: ids }) => ids);

const profileIds = (scope: TerraformStack): unknown[] =>
  attributesOf(scope, 'rule_set').map(({ cdn_frontdoor_profile_id: id }) => id);

/** What lint says of the Front Doors in a stack. */
const linted = (scope: TerraformStack, of = policy()): string[] =>
  findPaths(written(scope), of.paths)
    .flatMap((path) => check(of, path))
    .filter(({ hop }) => hop === 'front-door')
    .map(({ rule, level }) => `${rule} ${level}`);

/** What synthesis fails with. */
const failure = (fill: (scope: TerraformStack) => unknown): string => synthAzure((scope) => void fill(scope)).error;

it('redirects the paths of the stream as the construct does, and keeps the rest of the route', () => {
  const [before] = attributesOf(existing().scope, 'route');
  const { scope } = existing();
  scope.with(ready());
  const [ruleSet] = ofType(scope, 'rule_set');
  expect(ruleSet?.attributes).toMatchObject({
    name: expect.stringMatching(/^streams[0-9a-f]{8}$/) as unknown,
    cdn_frontdoor_profile_id: '${azurerm_cdn_frontdoor_profile.profile.id}',
  });
  expect(attributesOf(scope, 'route')).toEqual([
    { ...before, cdn_frontdoor_rule_set_ids: [`\${azurerm_cdn_frontdoor_rule_set.${ruleSet?.name}.id}`] },
  ]);

  const constructed = stack();
  new StreamAroundFrontDoor(constructed, 'front', { ...frontDoor, policy: policy(), gateway: { hostName: 'a.example' } });
  const inOwnWords = ({ cdn_frontdoor_rule_set_id, depends_on, ...rule }: TerraformResource['attributes']) => rule;
  const rules = attributesOf(scope, 'rule');
  expect(rules.map(inOwnWords)).toEqual(attributesOf(constructed, 'rule').map(inOwnWords));
  expect(rules.map(({ depends_on }) => depends_on)).toEqual(
    rules.map(() => ['azurerm_cdn_frontdoor_origin_group.group', 'azurerm_cdn_frontdoor_origin.origin']),
  );
});

it('leaves Front Door no part in the stream, whatever the route caches', () => {
  const record = { name: 'events', zoneName: 'example.com', resourceGroupName: 'shop', ttl: 300, targetResourceId: ADDRESS };
  const { scope } = existing();
  new DnsARecord(scope, 'record', record);
  expect(linted(scope)).toEqual(expect.arrayContaining(['hop-does-not-support-sse error', 'no-caching-on-stream error']));
  scope.with(ready());
  expect(linted(scope)).toEqual([]);
  const [path] = findPaths(written(scope), policy().paths);
  expect(path?.hops.map(({ object }) => object)).toEqual(['Front Door shop, route route0', 'what events.example.com leads to']);
});

it('is written once however often it is applied', () => {
  const [once, twice] = [existing().scope, existing().scope];
  once.with(ready());
  twice.with(ready(), ready()).with(ready());
  expect(written(twice)).toEqual(written(once));
});

it('leaves a route alone that redirects the stream already', () => {
  const around = () => {
    const scope = stack();
    new StreamAroundFrontDoor(scope, 'front', { ...frontDoor, policy: policy(), gateway: { hostName: 'a.example' } });
    return scope;
  };
  const scope = around();
  scope.with(ready());
  expect(written(scope)).toEqual(written(around()));
});

it('leaves routes alone that take no path of the stream', () => {
  const { scope } = existing(stack(), { patternsToMatch: ['/images/*'] }, {});
  scope.with(ready());
  expect(ruleSetIds(scope)).toEqual([undefined, [expect.stringContaining('rule_set')]]);
});

it('gives each route of a profile a rule set with a name of its own', () => {
  const { scope } = existing(stack(), { patternsToMatch: ['/events/live/*'] }, {});
  scope.with(ready());
  const names = attributesOf(scope, 'rule_set').map(({ name }) => name);
  expect(new Set(names).size).toBe(2);
});

it('redirects the streams of two policies from one route', () => {
  const { scope } = existing();
  const prices = policy({ paths: [{ exact: '/prices' }] });
  scope.with(ready(), ready({ policy: prices, streamHost: 'prices.example.com' }));
  expect(ruleSetIds(scope)).toEqual([[expect.stringContaining('Streams2'), expect.stringContaining('Streams_')]]);
  expect([...linted(scope), ...linted(scope, prices)]).toEqual([]);
});

it('takes a host for the same in any case', () => {
  const { scope } = existing();
  scope.with(ready(), ready({ streamHost: 'Events.Example.com' }));
  expect(linted(scope)).toEqual([]);
});

describe('rule sets that the route has', () => {
  it('come after its own', () => {
    const scope = stack();
    const other = new CdnFrontdoorRuleSet(scope, 'other', { name: 'other', cdnFrontdoorProfileId: PROFILE });
    existing(scope, { cdnFrontdoorRuleSetIds: [other.id] });
    scope.with(ready());
    expect(ruleSetIds(scope)).toEqual([[expect.stringContaining('Streams'), '${azurerm_cdn_frontdoor_rule_set.other.id}']]);
    expect(linted(scope)).toEqual([]);
  });

  it('are not known where they are in no input, and may stop the stream', () => {
    const { scope } = existing(stack(), { cdnFrontdoorRuleSetIds: [`${PROFILE}/ruleSets/other`] });
    scope.with(ready());
    expect(ruleSetIds(scope)).toEqual([[expect.stringContaining('Streams'), `${PROFILE}/ruleSets/other`]]);
    expect(linted(scope)).toEqual(['hop-does-not-support-sse unknown']);
  });

  it('are joined by an expression where only the deployment knows them', () => {
    const scope = stack();
    const others = new TerraformVariable(scope, 'others', { type: 'set(string)' });
    existing(scope, { cdnFrontdoorRuleSetIds: others.listValue });
    scope.with(ready(), ready());
    expect(ruleSetIds(scope)).toEqual([
      expect.stringMatching(/^\$\{concat\(\[azurerm_cdn_frontdoor_rule_set\.\w+\.id\], tolist\(var\.others\)\)\}$/),
    ]);
    expect(linted(scope)).toEqual(['hop-does-not-support-sse unknown']);
  });
});

it('finds the profile of an endpoint that is not in the stack', () => {
  const { scope } = existing(stack(), { cdnFrontdoorEndpointId: `${PROFILE}/afdEndpoints/shop` });
  scope.with(ready());
  expect(profileIds(scope)).toEqual([PROFILE]);
});

it.each([
  ['${var.ep}', '${element(split("/afdEndpoints/", "${var.ep}"), 0)}'],
  ['${var.profile}/afdEndpoints/shop', '${var.profile}'],
  [`${PROFILE}/afdEndpoints/\${var.name}`, `\${element(split("/afdEndpoints/", "${PROFILE}/afdEndpoints/\${var.name}"), 0)}`],
])('finds the profile of an endpoint whose id is %s', (id, profileId) => {
  const { scope } = existing(stack(), { cdnFrontdoorEndpointId: id });
  scope.with(ready());
  expect(profileIds(scope)).toEqual([profileId]);
});

it.each(['before', 'after'])('makes the rule set in the profile of an endpoint that an override names %s it', (when) => {
  const other = `${PROFILE}-new`;
  const { scope, routes } = existing();
  if (when === 'after') scope.with(ready());
  routes[0]?.addOverride('cdn_frontdoor_endpoint_id', `${other}/afdEndpoints/shop`);
  if (when === 'before') scope.with(ready());
  expect(profileIds(scope)).toEqual([other]);
});

it('redirects each of more paths than a rule takes', () => {
  const paths = Array.from({ length: 30 }, (_, index) => [`/events${index}`, { exact: `/ticks${index}` }] as const).flat();
  const many = policy({ paths });
  const { scope } = existing();
  scope.with(ready({ policy: many }));
  const rules = attributesOf(scope, 'rule') as {
    order: number;
    conditions: { url_path_condition: { match_values: string[] }[] };
  }[];
  const sizes = rules.map(({ conditions }) => conditions.url_path_condition[0]?.match_values.length);
  expect(Math.max(...sizes.map(Number))).toBeLessThanOrEqual(25);
  expect(new Set(rules.map(({ order }) => order)).size).toBe(rules.length);
  expect(linted(scope, many)).toEqual([]);
});

it('is made by the provider of the route', () => {
  const scope = stack();
  const provider = new AzurermProvider(scope, 'other', { features: [{}], alias: 'other' });
  existing(scope, { provider });
  scope.with(ready());
  for (const type of ['rule_set', 'rule']) {
    expect(attributesOf(scope, type)).toEqual(
      attributesOf(scope, type).map(() => expect.objectContaining({ provider: 'azurerm.other' }) as unknown),
    );
  }
});

describe('tells', () => {
  it('a policy whose stream is every path', () => {
    const all = ready({ policy: policy({ paths: ['/'] }) });
    expect(failure((scope) => existing(scope).scope.with(all))).toMatch(
      /^.*\[stack\/route0\] value-rejected-by-target.*prefix \//m,
    );
  });

  it('another host that the route redirects to', () => {
    const text = failure((scope) => existing(scope).scope.with(ready(), ready({ streamHost: 'stream.example.com' })));
    expect(text).toContain(
      'setting-ignored-by-target: Front Door shop, route route0: the route redirects the stream to events.example.com already, and streamHost is stream.example.com',
    );
  });

  it('the host of the endpoint itself', () => {
    const text = failure((scope) => {
      const { endpoint } = existing(scope);
      scope.with(ready({ streamHost: endpoint.hostName }));
    });
    expect(text).toContain('which is Front Door again');
  });

  it.each([
    ['https://events.example.com', 'set streamHost to a host name, such as "events.example.com"'],
    ['stream.example.com/x', 'such as "stream.example.com"'],
    ['stream.example.com:8443', 'such as "stream.example.com"'],
    ['stream.example.com.', 'such as "stream.example.com"'],
    [' ', 'such as "events.example.com"'],
    ['*.example.com', ''],
    ['ev_ents.example.com', ''],
    ['events..example.com', ''],
    ['localhost', ''],
    ['10.0.0.4', ''],
  ])('a host that is none: %j', (streamHost, fix) => {
    const around = { ...frontDoor, policy: policy(), gateway: { hostName: 'a.example' }, streamHost };
    for (const text of [
      failure((scope) => existing(scope).scope.with(ready({ streamHost }))),
      failure((scope) => new StreamAroundFrontDoor(scope, 'front', around)),
    ]) {
      expect(text).toMatch(/value-rejected-by-target: Front Door .*streamHost is "/);
      expect(text).toContain(`streamHost is ${JSON.stringify(streamHost)};`);
      expect(text).toContain(fix);
    }
  });

  it('a host of Front Door by its name', () => {
    const streamHost = 'shop-abc.z01.azurefd.net';
    const dnsZone = { name: 'azurefd.net' };
    const around = { ...frontDoor, policy: policy(), gateway: { hostName: 'a.example' }, streamHost, dnsZone };
    expect(failure((scope) => existing(scope).scope.with(ready({ streamHost })))).toContain('which is Front Door again');
    expect(failure((scope) => new StreamAroundFrontDoor(scope, 'front', around))).toContain('which is Front Door again');
  });

  const endpoints = TerraformIterator.fromMap({ a: { ep: `${PROFILE}/afdEndpoints/a` } });
  it.each([
    ['for_each', { forEach: endpoints, cdnFrontdoorEndpointId: endpoints.getString('ep') }, '${each.value.ep}'],
    ['count', { count: 2, cdnFrontdoorEndpointId: '${var.eps[count.index]}' }, 'count.index'],
  ])('an endpoint of each route that %s makes', (_, more, message) => {
    const text = failure((scope) => existing(scope, more).scope.with(ready()));
    expect(text).toContain(message);
    expect(text).toContain('each and count have no value there');
  });

  it.each<[string[] | 'all', string]>([
    ['all', 'is all; Terraform then writes cdn_frontdoor_rule_set_ids'],
    [['cache', 'cdn_frontdoor_rule_set_ids'], 'has cdn_frontdoor_rule_set_ids; Terraform'],
  ])('a key that Terraform never updates: %s', (ignoreChanges, message) => {
    const text = failure((scope) => existing(scope, { lifecycle: { ignoreChanges } }).scope.with(ready()));
    expect(text).toContain(`owned-key-set-by-user: Front Door shop, route route0: lifecycle.ignore_changes ${message}`);
  });

  it('nothing of other keys that Terraform never updates', () => {
    const { scope } = existing(stack(), { lifecycle: { ignoreChanges: ['cache'] } });
    scope.with(ready());
    expect(() => written(scope)).not.toThrow();
  });

  it('a route that another class makes', () => {
    class Raw extends CdkResource {}
    const scope = stack();
    new Raw(scope, 'raw', { terraformResourceType: 'azurerm_cdn_frontdoor_route' });
    expect(() => scope.with(ready())).toThrow(/^stack\/raw: it is an azurerm_cdn_frontdoor_route without/);
  });

  it('a custom domain of the route itself', () => {
    const text = failure((scope) => {
      const { profile, routes } = existing(scope);
      const domain = { name: 'events', hostName: 'events.example.com', cdnFrontdoorProfileId: profile.id, tls: {} };
      for (const route of routes) {
        route.cdnFrontdoorCustomDomainIds = [new CdnFrontdoorCustomDomain(scope, 'domain', domain).id];
      }
      scope.with(ready());
    });
    expect(text).toContain('redirects the stream to events.example.com, which is Front Door again');
  });

  it('a route whose rule sets it could not change', () => {
    const text = failure((scope) => {
      const { routes } = existing(scope);
      routes[0]?.addOverride('cdn_frontdoor_rule_set_ids', '${var.others}');
      scope.with(ready());
    });
    expect(text).toContain('hop-does-not-support-sse: Front Door shop, route route0');
  });

  it('everything before any stack is written', () => {
    const { error, files } = synthAzure(
      (scope) => void existing(scope),
      (scope) => void existing(scope).scope.with(ready({ policy: policy({ paths: ['/'] }) })),
    );
    expect(error).toContain('[stack2/route0] value-rejected-by-target');
    expect(files).toEqual([]);
  });

  it('props that are missing or of another kind', () => {
    const untyped = { streamHost: ['a'] } as unknown as StreamReadyFrontDoorProps;
    expect(() => new StreamReadyFrontDoor(untyped)).toThrow(
      /^StreamReadyFrontDoor: .*\n +policy is missing.*\n +streamHost is a list of string; it takes a text/,
    );
  });
});

it('leaves other resources alone', () => {
  const scope = stack();
  new CdnFrontdoorProfile(scope, 'profile', { name: 'shop', resourceGroupName: 'shop', skuName: 'Standard_AzureFrontDoor' });
  const before = written(scope);
  scope.with(ready());
  expect(written(scope)).toEqual(before);
});
