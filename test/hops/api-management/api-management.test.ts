import { check } from '../../../src/check';
import { planApiManagement } from '../../../src/hops/api-management/hop';
import { effective, parsePolicy } from '../../../src/hops/api-management/policy-document';
import { loadHcl } from '../../../src/load/hcl/load';
import { findPaths } from '../../../src/load/paths';
import type { Path } from '../../../src/path/path';
import { StreamPolicy } from '../../../src/policy/stream-policy';
import type { Finding } from '../../../src/rules/rule';

const policy = new StreamPolicy({ paths: ['/events'], affinity: { kind: 'none', reason: 'one event log' } });

const FORWARD = '<forward-request timeout="120" buffer-response="false" />';

interface Parts {
  readonly sku?: string;
  readonly service?: string;
  readonly api?: string;
  readonly backend?: string;
  readonly inbound?: string;
  readonly outbound?: string;
  readonly more?: string;
}

const document = ({ inbound = '<base />', backend = FORWARD, outbound = '<base />' }: Parts): string =>
  `<policies><inbound>${inbound}</inbound><backend>${backend}</backend><outbound>${outbound}</outbound></policies>`;

const withoutPolicy = ({
  sku = 'StandardV2_1',
  service = 'protocols {\n http2_enabled = true\n }',
  api = '',
  more = '',
}: Parts): string => `
resource "azurerm_api_management" "main" {
  name     = "shop"
  sku_name = "${sku}"
  ${service}
}
resource "azurerm_api_management_api" "prices" {
  name                = "prices"
  api_management_name = azurerm_api_management.main.name
  path                = "shop"
  protocols           = ["https"]
  ${api}
}
resource "azurerm_api_management_api_operation" "events" {
  operation_id        = "events"
  api_name            = azurerm_api_management_api.prices.name
  api_management_name = azurerm_api_management.main.name
  url_template        = "/events"
}
resource "azurerm_api_management_api_operation" "orders" {
  operation_id        = "orders"
  api_name            = "prices"
  api_management_name = "shop"
  url_template        = "/orders/{id}"
}
${more}`;

const policyOf = (xml: string, type = 'api_policy', attributes = 'api_name = "prices"'): string => `
resource "azurerm_api_management_${type}" "policy" {
  ${attributes}
  api_management_name = "shop"
  xml_content         = <<XML
${xml}
XML
}`;

const written = (parts: Parts = {}): string => withoutPolicy(parts) + policyOf(document(parts));

async function pathsOf(text: string): Promise<Path[]> {
  const { resources = [], problems = [] } = await loadHcl([{ name: 'main.tf', text }]);
  expect(problems).toEqual([]);
  return findPaths({ objects: [], resources }, policy.paths).filter(({ hops: [first] }) => first?.type === 'api-management');
}

const findingsOf = async (text: string): Promise<Finding[]> =>
  (await pathsOf(text))
    .flatMap((path) => check(policy, path))
    .filter(({ hop, rule }) => hop === 'api-management' && rule !== 'gateway-drain-timeout');

const inShort = async (text: string): Promise<string[]> => (await findingsOf(text)).map(({ rule, level }) => `${rule} ${level}`);

const diagnostic = (part: string, bytes: string, type = 'api_diagnostic'): Parts => ({
  more: `
resource "azurerm_api_management_${type}" "log" {
  identifier          = "applicationinsights"
  api_management_name = azurerm_api_management.main.name
  ${type === 'api_diagnostic' ? 'api_name = azurerm_api_management_api.prices.name' : ''}
  ${part} {
    body_bytes = ${bytes}
  }
}`,
});

it('is clean with the policy that Microsoft gives, and as planned', async () => {
  expect(await inShort(written())).toEqual([]);
  const [path, ...others] = await pathsOf(written());
  const planned = planApiManagement('API Management shop, API prices, operation events');
  expect(path?.hops[0]).toMatchObject({ object: planned.object, settings: planned.settings, remarks: planned.remarks });
  expect(others).toEqual([]);
});

it.each<[string, Parts, string]>([
  ['buffers by default', { backend: '<base />' }, 'response-buffering-off error'],
  ['buffers without the attribute', { backend: '<forward-request timeout="120" />' }, 'response-buffering-off error'],
  ['buffers as asked', { backend: '<forward-request buffer-response="true" />' }, 'response-buffering-off error'],
  ['takes no expression for it', { backend: '<forward-request buffer-response="@(false)" />' }, 'value-rejected-by-target error'],
  [
    'buffers in one of two branches',
    { backend: `<choose><when condition="@(true)">${FORWARD}</when><otherwise><forward-request /></otherwise></choose>` },
    'response-buffering-off error',
  ],
  ['forwards nothing', { backend: '' }, 'response-buffering-off unknown'],
  [
    'waits an hour for headers',
    { backend: '<forward-request timeout="3600" buffer-response="false" />' },
    'setting-ignored-by-target note',
  ],
  [
    'validates content',
    { outbound: '<validate-content unspecified-content-type-action="prevent" />' },
    'response-buffering-off error',
  ],
  [
    'logs the body to an event hub',
    { outbound: '<log-to-eventhub logger-id="log">@(context.Response.Body.As&lt;string&gt;())</log-to-eventhub>' },
    'response-buffering-off error',
  ],
  [
    'logs the body, unescaped as the portal writes it',
    { outbound: '<log-to-eventhub logger-id="log">@{ return context.Response.Body.As<string>(); }</log-to-eventhub>' },
    'response-buffering-off error',
  ],
  [
    'caches',
    { inbound: '<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />' },
    'no-caching-on-stream error',
  ],
  ['stores', { outbound: '<cache-store duration="60" />' }, 'no-caching-on-stream error'],
  ['logs bodies to clients', diagnostic('frontend_response', '8192'), 'response-buffering-off error'],
  ['logs bodies of the backend', diagnostic('backend_response', '1'), 'response-buffering-off error'],
  ['logs bodies of all APIs', diagnostic('frontend_response', '32', 'diagnostic'), 'response-buffering-off error'],
  ['logs as many bytes as a variable says', diagnostic('frontend_response', 'var.bytes'), 'response-buffering-off unknown'],
  ['is of the Consumption tier', { sku: 'Consumption_0' }, 'hop-does-not-support-sse error'],
  ['is of a tier known later', { sku: '${var.sku}' }, 'hop-does-not-support-sse unknown'],
  ['has HTTP/1.1 only', { service: '' }, 'http2-at-edge warning'],
  ['takes plain HTTP', { api: 'protocols = ["http", "https"]' }, 'secure-transport warning'],
])('sees an API that %s', async (_, parts, finding) => {
  const text = parts.api === undefined ? written(parts) : written(parts).replace('protocols           = ["https"]', '');
  expect(await inShort(text)).toContain(finding);
});

it.each<[string, Parts]>([
  ['a body that is not logged', diagnostic('frontend_response', '0')],
  ['a request that is logged', diagnostic('frontend_request', '8192')],
  ['a request that is validated', { inbound: '<base /><validate-content />' }],
  ['a log without the body', { outbound: '<log-to-eventhub logger-id="log">@(context.Response.StatusCode)</log-to-eventhub>' }],
  ['a newer and an older key for HTTP/2', { service: 'protocols {\n enable_http2 = true\n }' }],
  ['a forward-request within another policy', { backend: `<retry condition="@(false)" count="1">${FORWARD}</retry>` }],
])('has nothing to say of %s', async (_, parts) => {
  expect(await inShort(written(parts))).toEqual([]);
});

describe('scopes', () => {
  const operation = (parts: Parts) =>
    policyOf(document(parts), 'api_operation_policy', 'api_name = "prices"\n operation_id = "events"');
  const service = (parts: Parts) => policyOf(document(parts), 'policy', '');

  it('asks the operation first', async () => {
    expect(await inShort(written({ backend: '<base />' }) + operation({}))).toEqual([]);
    expect(await inShort(written() + operation({ backend: '<forward-request />' }))).toContain('response-buffering-off error');
  });

  it('asks the API, then the service, where the inner one says <base />', async () => {
    expect(await inShort(written() + operation({ backend: '<base />' }))).toEqual([]);
    expect(await inShort(written({ backend: '<base />' }) + service({}))).toEqual([]);
    expect(await inShort(written() + service({ outbound: '<validate-content />' }))).toContain('response-buffering-off error');
    expect(await inShort(written({ outbound: '' }) + service({ outbound: '<validate-content />' }))).toEqual([]);
  });

  it('cannot tell of a policy that stands elsewhere, or is none', async () => {
    const linked =
      'resource "azurerm_api_management_api_policy" "policy" {\n api_name = "prices"\n xml_link = "https://example.com/p.xml"\n }';
    expect(await inShort(withoutPolicy({}) + linked)).toContain('response-buffering-off unknown');
    expect(await inShort(withoutPolicy({}) + policyOf('<policy>'))).toContain('response-buffering-off unknown');
    expect(await inShort(withoutPolicy({}) + policyOf('${file("policy.xml")}'))).toContain('response-buffering-off unknown');
  });

  it('reads documents that are no XML in full', () => {
    const read = parsePolicy(
      '<policies><backend><set-variable name="a" value="@(x["b"])" /><forward-request buffer-response="false" /></backend></policies>',
    );
    expect(effective('backend', [read ?? fail()]).map(({ name }) => name)).toEqual(['set-variable', 'forward-request']);
    expect(parsePolicy('not XML <')).toBeUndefined();
  });
});

function fail(): never {
  throw new Error('it was not read');
}

it('leads to the Application Gateway whose address the URL names, else to the host', async () => {
  const gateway = `
resource "azurerm_public_ip" "gateway" {
  allocation_method = "Static"
}
resource "azurerm_application_gateway" "main" {
  name = "regional"
  frontend_ip_configuration {
    public_ip_address_id = azurerm_public_ip.gateway.id
  }
}`;
  const objects = async (url: string) =>
    (await pathsOf(written({ api: `service_url = "${url}"`, more: gateway })))[0]?.hops.slice(1).map(({ object }) => object);
  expect(await objects('https://${azurerm_public_ip.gateway.fqdn}/api')).toContain('Application Gateway regional');
  expect(await objects('https://prices.internal/api')).toEqual(['what prices.internal leads to']);
  const chosen = written({ inbound: '<set-backend-service base-url="https://a" />', api: 'service_url = "https://b"' });
  expect((await pathsOf(chosen))[0]?.hops[1]?.object).toMatch(/^the backend of API Management shop/);
});
