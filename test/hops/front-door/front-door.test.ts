import { check } from '../../../src/check';
import { planFrontDoor } from '../../../src/hops/front-door/hop';
import { loadHcl } from '../../../src/load/hcl/load';
import { findPaths } from '../../../src/load/paths';
import type { Path } from '../../../src/path/path';
import { StreamPolicy } from '../../../src/policy/stream-policy';
import type { Finding } from '../../../src/rules/rule';

const policy = new StreamPolicy({ paths: ['/events'], heartbeat: '30s' });

interface Parts {
  readonly profile?: string;
  readonly group?: string;
  readonly route?: string;
  readonly patterns?: string;
  readonly more?: string;
}

/** As recipes write it: everything goes through Front Door to one gateway. */
const written = ({ profile = '', group = '', route = '', patterns = '["/*"]', more = '' }: Parts = {}): string => `
resource "azurerm_cdn_frontdoor_profile" "main" {
  name     = "shop"
  sku_name = "Standard_AzureFrontDoor"
  ${profile}
}
resource "azurerm_cdn_frontdoor_endpoint" "main" {
  name                     = "shop"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.main.id
}
resource "azurerm_cdn_frontdoor_origin_group" "main" {
  name                     = "gateways"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.main.id
  load_balancing {}
  ${group}
}
resource "azurerm_cdn_frontdoor_origin" "main" {
  name                          = "gateway"
  cdn_frontdoor_origin_group_id = azurerm_cdn_frontdoor_origin_group.main.id
  host_name                     = azurerm_public_ip.gateway.fqdn
}
resource "azurerm_cdn_frontdoor_route" "main" {
  name                          = "all"
  cdn_frontdoor_endpoint_id     = azurerm_cdn_frontdoor_endpoint.main.id
  cdn_frontdoor_origin_group_id = azurerm_cdn_frontdoor_origin_group.main.id
  cdn_frontdoor_origin_ids      = [azurerm_cdn_frontdoor_origin.main.id]
  patterns_to_match             = ${patterns}
  supported_protocols           = ["Http", "Https"]
  ${route}
}
resource "azurerm_public_ip" "gateway" {
  name              = "gateway"
  allocation_method = "Static"
}
resource "azurerm_application_gateway" "main" {
  name = "regional"
  frontend_ip_configuration {
    name                 = "public"
    public_ip_address_id = azurerm_public_ip.gateway.id
  }
}
${more}`;

const rules = (...redirects: string[]): Parts => ({
  route: 'cdn_frontdoor_rule_set_ids = [azurerm_cdn_frontdoor_rule_set.streams.id]',
  more: `
resource "azurerm_cdn_frontdoor_rule_set" "streams" {
  name                     = "streams"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.main.id
}
resource "azurerm_dns_a_record" "events" {
  name               = "events"
  zone_name          = "example.com"
  target_resource_id = azurerm_public_ip.gateway.id
}
${redirects
  .map(
    (redirect, index) => `
resource "azurerm_cdn_frontdoor_rule" "rule${index}" {
  name                      = "rule${index}"
  cdn_frontdoor_rule_set_id = azurerm_cdn_frontdoor_rule_set.streams.id
  order                     = ${index + 1}
  ${redirect}
}`,
  )
  .join('\n')}`,
});

const redirect = (
  operator: string,
  value: string,
  { host = 'events.example.com', more = '', protocol = 'Https' } = {},
): string => `
  actions {
    url_redirect_action {
      redirect_type        = "TemporaryRedirect"
      redirect_protocol    = "${protocol}"
      destination_hostname = "${host}"
    }
  }
  conditions {
    url_path_condition {
      operator     = "${operator}"
      match_values = ["${value}"]
    }
    ${more}
  }`;

const withoutConditions = redirect('Any', '').replace(/conditions[^]*/, '');

const BOTH = [redirect('Equal', 'events'), redirect('BeginsWith', 'events/')];

async function pathsOf(text: string, streams = policy): Promise<Path[]> {
  const { resources = [], problems = [] } = await loadHcl([{ name: 'main.tf', text }]);
  expect(problems).toEqual([]);
  return findPaths({ objects: [], resources }, streams.paths).filter(({ hops: [first] }) => first?.type === 'front-door');
}

const findingsOf = async (text: string, streams = policy): Promise<Finding[]> =>
  (await pathsOf(text, streams)).flatMap((path) => check(streams, path)).filter(({ hop }) => hop === 'front-door');

const inShort = (findings: readonly Finding[]): string[] => findings.map(({ rule, level }) => `${rule} ${level}`);

const hopsOf = async (text: string, streams = policy): Promise<string[][]> =>
  (await pathsOf(text, streams)).map(({ hops }) => hops.map(({ type, object }) => `${type}: ${object}`));

const THROUGH = [
  'front-door: Front Door shop, route all',
  'application-gateway: Application Gateway regional',
  'unknown: the backends of Application Gateway regional',
];

describe('a stream through Front Door', () => {
  it('is an error, whatever the timeout: 240 s is the most, and not 60', async () => {
    for (const profile of ['', 'response_timeout_seconds = 240', 'response_timeout_seconds = 60']) {
      expect(inShort(await findingsOf(written({ profile })))).toContain('hop-does-not-support-sse error');
      expect(inShort(await findingsOf(written({ profile })))).not.toContain('value-rejected-by-target error');
    }
  });

  it('is read with the gateway that the origin refers to', async () => {
    expect(await hopsOf(written())).toEqual([THROUGH]);
    const elsewhere = written().replace('azurerm_public_ip.gateway.fqdn', '"www.example.net"');
    expect(await hopsOf(elsewhere)).toEqual([[THROUGH[0], 'unknown: what www.example.net leads to']]);
  });

  it('is read as it would be planned', async () => {
    const text = written({ profile: 'response_timeout_seconds = 120', group: 'session_affinity_enabled = true' });
    const [path] = await pathsOf(text);
    const planned = planFrontDoor(policy, 'Front Door shop, route all');
    expect(path?.hops[0]?.settings).toEqual(planned.settings);
    expect(path?.hops[0]?.remarks.map(({ rule }) => rule)).toEqual(planned.remarks.map(({ rule }) => rule));
  });

  it.each<[string, Parts, string]>([
    ['a timeout below 16 s', { profile: 'response_timeout_seconds = 15' }, 'value-rejected-by-target error'],
    ['a timeout over 240 s', { profile: 'response_timeout_seconds = 3600' }, 'value-rejected-by-target error'],
    ['a timeout of one heartbeat', { profile: 'response_timeout_seconds = 30' }, 'heartbeat-within-idle-limit error'],
    ['a timeout of a variable', { profile: 'response_timeout_seconds = var.timeout' }, 'heartbeat-within-idle-limit unknown'],
    ['a cache', { route: 'cache {}' }, 'no-caching-on-stream error'],
    [
      'a compressed stream',
      { route: 'cache {\n content_types_to_compress = ["text/event-stream"]\n }' },
      'value-rejected-by-target error',
    ],
    [
      'a rule that may cache',
      rules('actions {\n route_configuration_override_action {\n cache_behavior = "HonorOrigin"\n }\n }'),
      'no-caching-on-stream unknown',
    ],
    ['affinity by default, of origins only', {}, 'no-caching-on-stream note'],
    ['plain HTTP beside TLS', { route: 'https_redirect_enabled = false' }, 'secure-transport warning'],
  ])('shows %s', async (_, parts, finding) => {
    expect(inShort(await findingsOf(written(parts)))).toContain(finding);
  });

  it('has nothing to say of affinity that is off, or of a client that never falls silent for 61 s', async () => {
    const findings = inShort(await findingsOf(written({ group: 'session_affinity_enabled = false' })));
    expect(findings).not.toContain('no-caching-on-stream note');
    expect(findings).not.toContain('heartbeat-within-idle-limit error');
    const slow = policy.with({ heartbeat: '61s' });
    const cut = (await findingsOf(written(), slow)).filter(({ level }) => level === 'error');
    expect(cut.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^client idle timeout is 1m1s \(fixed\)/));
  });

  it('is accepted for a reason in a tag of the profile, and stays in the report', async () => {
    const tags = (value: string) => written({ profile: `tags = { "sse-ready.ignore-hop-does-not-support-sse" = "${value}" }` });
    const unsupported = async (text: string) => (await findingsOf(text)).find(({ rule }) => rule === 'hop-does-not-support-sse');
    expect((await unsupported(tags('measured in three regions')))?.suppressed).toEqual({ reason: 'measured in three regions' });
    expect((await unsupported(tags(' ')))?.suppressed).toBeUndefined();
  });
});

describe('which route takes the stream', () => {
  const another = (patterns: string, more = ''): Parts => ({
    more: `
resource "azurerm_cdn_frontdoor_route" "other" {
  name                          = "other"
  cdn_frontdoor_endpoint_id     = azurerm_cdn_frontdoor_endpoint.main.id
  cdn_frontdoor_origin_group_id = azurerm_cdn_frontdoor_origin_group.main.id
  patterns_to_match             = ${patterns}
  supported_protocols           = ["Https"]
  ${more}
}`,
  });
  const objects = async (parts: Parts, streams = policy) => (await hopsOf(written(parts), streams)).map(([first]) => first);
  const exact = policy.with({ paths: [{ exact: '/events' }] });

  it.each<[string, Parts, StreamPolicy, string[]]>([
    ['none that has no such path', { patterns: '["/app/*", "/eventsource"]' }, policy, []],
    ['none that is off', { route: 'enabled = false' }, policy, []],
    ['the longer star', another('["/events/*"]'), policy, ['other']],
    ['the exact path', another('["/events"]'), exact, ['other']],
    ['both, one of them below', another('["/events/live"]'), policy, ['all', 'other']],
    [
      'not one of another host',
      another('["/events/*"]', 'cdn_frontdoor_custom_domain_ids = ["/other"]'),
      policy,
      ['all', 'other'],
    ],
    ['one of a variable may', { patterns: 'var.patterns' }, policy, ['all']],
  ])('%s', async (_, parts, streams, names) => {
    expect(await objects(parts, streams)).toEqual(names.map((name) => `front-door: Front Door shop, route ${name}`));
  });
});

describe('a stream around Front Door', () => {
  it('is led to the gateway by the DNS record of its host', async () => {
    expect(await hopsOf(written(rules(...BOTH)))).toEqual([THROUGH]);
    expect(inShort(await findingsOf(written(rules(...BOTH))))).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['everything below the prefix', [redirect('Equal', 'events')]],
    ['the prefix itself', [redirect('BeginsWith', 'events/')]],
    [
      'a rule that asks for a cookie too',
      [redirect('BeginsWith', 'events', { more: 'cookies_condition {\n cookie_name = "a"\n operator = "Any"\n }' })],
    ],
    ['a negated rule', [redirect('BeginsWith', 'events').replace('operator ', 'negate_condition = true\n operator ')]],
    ['another path', [redirect('BeginsWith', 'event-log')]],
    ['another host', [redirect('BeginsWith', 'events', { host: '' })]],
    [
      'a rule that asks for capitals',
      [redirect('BeginsWith', 'events').replace('operator ', 'transforms = ["Uppercase"]\n operator ')],
    ],
    ['what conditions an expression makes', [`${withoutConditions}\n dynamic "conditions" { for_each = var.a }`]],
  ])('is not, where the redirect leaves out %s', async (_, redirects) => {
    expect(inShort(await findingsOf(written(rules(...redirects))))).toContain('hop-does-not-support-sse error');
  });

  it('takes any operator that matches all of it', async () => {
    const small = redirect('BeginsWith', 'events').replace('operator ', 'transforms = ["Lowercase", "Trim"]\n operator ');
    for (const one of [
      redirect('BeginsWith', 'events'),
      redirect('BeginsWith', 'ev'),
      redirect('Any', ''),
      small,
      withoutConditions,
    ]) {
      expect(inShort(await findingsOf(written(rules(one))))).toEqual([]);
    }
  });

  it('shows a path with the slash that Front Door leaves out', async () => {
    const findings = await findingsOf(written(rules(redirect('BeginsWith', '/events'))));
    expect(inShort(findings)).toEqual(
      expect.arrayContaining(['hop-does-not-support-sse error', 'setting-ignored-by-target error']),
    );
    expect(findings.map(({ fix }) => fix)).toContain('write "events"');
  });

  it('shows a redirect to plain HTTP', async () => {
    const plain = BOTH.map((one) => one.replace('"Https"', '"Http"'));
    expect(inShort(await findingsOf(written(rules(...plain))))).toEqual(['secure-transport error', 'secure-transport error']);
  });

  it('shows a rule of another rule set that may stop before the redirect: Terraform keeps no order', async () => {
    const { route = '', more = '' } = rules(...BOTH);
    const other = `
resource "azurerm_cdn_frontdoor_rule_set" "other" {
  name                     = "other"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.main.id
}
resource "azurerm_cdn_frontdoor_rule" "headers" {
  name                      = "headers"
  cdn_frontdoor_rule_set_id = azurerm_cdn_frontdoor_rule_set.other.id
  order                     = 9
  behavior_on_match         = "Stop"
  actions {
    response_header_action {
      header_action = "Delete"
      header_name   = "Server"
    }
  }
}`;
    const both = route.replace('.streams.id]', '.streams.id, azurerm_cdn_frontdoor_rule_set.other.id]');
    const findings = await findingsOf(written({ route: both, more: more + other }));
    expect(inShort(findings)).toEqual(['hop-does-not-support-sse unknown']);
    expect(findings[0]?.message).toContain('rule headers may match the stream');
  });

  it.each([
    'concat([azurerm_cdn_frontdoor_rule_set.streams.id], var.others)',
    '[azurerm_cdn_frontdoor_rule_set.streams.id, var.other]',
  ])('shows rule sets that are not in the input: %s', async (ids) => {
    const findings = await findingsOf(written({ ...rules(...BOTH), route: `cdn_frontdoor_rule_set_ids = ${ids}` }));
    expect(inShort(findings)).toEqual(['hop-does-not-support-sse unknown']);
  });

  it.each([
    [
      'by a DNS record',
      (more: string) =>
        more
          .replace('azurerm_dns_a_record', 'azurerm_dns_cname_record')
          .replace(/target_resource_id.*/, 'record = azurerm_cdn_frontdoor_endpoint.main.host_name'),
    ],
    [
      'as a custom domain',
      (more: string) => `${more}
resource "azurerm_cdn_frontdoor_custom_domain" "events" {
  name      = "events"
  host_name = "events.example.com"
}`,
    ],
  ])('shows a host that leads back %s', async (_how, backIn) => {
    const { more = '', ...route } = rules(...BOTH);
    const back = backIn(more);
    const findings = await findingsOf(written({ ...route, more: back }));
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('events.example.com, which is Front Door again'),
    ]);
  });
});
