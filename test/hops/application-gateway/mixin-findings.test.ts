import type { ApplicationGateway, ApplicationGatewayConfig } from '@cdktf/provider-azurerm/lib/application-gateway/index.js';
import { TerraformResource, TerraformVariable, Testing, type TerraformStack } from 'cdktf';
import { lint } from '../../../src/lint/lint';
import { byAddress, policy, withoutAffinity } from '../../constructs/support';
import { existing, ready, slow } from './existing';
import { failure, stack, written } from './support';
import { StreamReadyApplicationGateway } from '../../../src/hops/application-gateway/mixin';

const gatewayIn = (of: TerraformStack) => of.node.findChild('gateway') as ApplicationGateway;
const settingsIn = (of: TerraformStack) => written(of, false).gateway.attributes['backend_http_settings'];
/** Props as JavaScript may pass them. */
const untyped = (backendSettings: unknown) => ({ backendSettings }) as { backendSettings: string[] };
const variable = (of: TerraformStack, type: string) => new TerraformVariable(of, 'given', { type });

/** The ids of the rules that fail at synthesis, sorted. */
const rulesOf = (text: string) => [...text.matchAll(/([a-z-]+): Application Gateway/g)].map(([, rule]) => rule).sort();

describe('backendSettings', () => {
  it.each([['ingress-controler'], [5], [null], [{ a: 1 }], [() => 'shop'], [['']], [[5]]])('is not %p', (backendSettings) => {
    expect(() => ready(existing(), untyped(backendSettings))).toThrow(
      /backendSettings is [\s\S]*it takes "ingress-controller", or a list of the names[\s\S]*Next: correct backendSettings/,
    );
  });

  it('may be none: then only the switches of the gateway are written', () => {
    expect(settingsIn(ready(existing(), { backendSettings: [] }))).toEqual(settingsIn(existing()));
    expect(failure(ready(existing(), { backendSettings: [] }))).toBe('');
  });
});

describe('lifecycle.ignoreChanges of what the mixin writes', () => {
  const ignoring = (ignoreChanges: string[] | 'all', backendSettings?: 'ingress-controller') =>
    failure(ready(existing({ lifecycle: { ignoreChanges } }), backendSettings === undefined ? {} : { backendSettings }));

  it.each<[string[] | 'all', 'ingress-controller' | undefined, string]>([
    ['all', undefined, 'is all; Terraform then writes backend_http_settings only'],
    ['all', 'ingress-controller', 'is all; Terraform then writes enable_http2 and global.response_buffering_enabled only'],
    [
      ['global', 'tags', 'enable_http2'],
      'ingress-controller',
      'has global; Terraform then writes global.response_buffering_enabled',
    ],
    [['global[0].response_buffering_enabled'], undefined, 'has global[0].response_buffering_enabled; Terraform'],
    [['backend_http_settings', 'probe'], undefined, 'has backend_http_settings; Terraform'],
  ])('%j with backendSettings %p is told, and nothing else', (ignored, backendSettings, expected) => {
    const text = ignoring(ignored, backendSettings);
    expect(text).toContain(`owned-key-set-by-user: Application Gateway shop: lifecycle.ignore_changes ${expected}`);
    expect(new Set(rulesOf(text))).toEqual(new Set(['owned-key-set-by-user']));
  });

  it.each<[string[], 'ingress-controller' | undefined]>([
    [['tags', 'global[0].request_buffering_enabled'], undefined],
    [['ssl_certificate', 'backend_http_settings'], 'ingress-controller'],
  ])('%j is none of it with backendSettings %p', (ignored, backendSettings) => {
    expect(ignoring(ignored, backendSettings)).toBe('');
  });

  it('may be meant for the controller', () => {
    const text = ignoring(['backend_http_settings']);
    expect(text).toContain('or set backendSettings of the mixin to "ingress-controller" where that writes them');
  });

  it('says of a gateway with the tag of the controller that this configures it', () => {
    const text = failure(ready(existing({ tags: { 'managed-by-k8s-ingress': 'true' } })));
    expect(text).toContain('the ingress controller configures this gateway (tag managed-by-k8s-ingress), and');
  });
});

it('refuses affinity by client IP, as lint does', async () => {
  const scope = ready(existing(), { policy: byAddress });
  const errors = ['affinity-unsupported-by-hop'];
  expect(rulesOf(failure(scope))).toEqual(errors);
  const { findings } = await lint([{ name: 'cdk.tf.json', text: Testing.synth(scope) }], { policy: byAddress });
  expect(findings.filter(({ level }) => level === 'error').map(({ rule }) => rule)).toEqual(errors);
});

describe('a token', () => {
  it.each<[string, (of: TerraformStack) => object, string]>([
    ['request_timeout', (of) => ({ requestTimeout: variable(of, 'number').numberValue }), 'request_timeout'],
    [
      'drain_timeout_sec',
      (of) => ({ connectionDraining: { enabled: true, drainTimeoutSec: variable(of, 'number').numberValue } }),
      'connection_draining.drain_timeout_sec',
    ],
    [
      'enabled',
      (of) => ({ connectionDraining: { enabled: variable(of, 'bool').booleanValue, drainTimeoutSec: 7200 } }),
      'connection_draining.drain_timeout_sec',
    ],
    ['cookie_based_affinity', (of) => ({ cookieBasedAffinity: variable(of, 'string').stringValue }), 'cookie_based_affinity'],
    ['affinity_cookie_name', (of) => ({ affinityCookieName: variable(of, 'string').stringValue }), 'affinity_cookie_name'],
  ])('for %s stays and is told', (name, more, key) => {
    const scope = stack();
    ready(existing({ backendHttpSettings: [{ ...slow, name: 'shop', ...more(scope) }] }, scope));
    expect(JSON.stringify(settingsIn(scope))).toContain(`"${name}":"\${var.given}"`);
    expect(failure(scope)).toContain(`literal-needed: Application Gateway shop: backend_http_settings[shop].${key} is a token`);
  });

  it.each<[string, (of: TerraformStack) => Partial<ApplicationGatewayConfig>]>([
    ['enable_http2', (of) => ({ enableHttp2: variable(of, 'bool').booleanValue })],
    [
      'global.response_buffering_enabled',
      (of) => ({ global: { requestBufferingEnabled: true, responseBufferingEnabled: variable(of, 'bool').booleanValue } }),
    ],
  ])('for the switch %s stays and is told', (key, more) => {
    const scope = stack();
    const text = failure(ready(existing(more(scope), scope)));
    expect(text).toContain(`literal-needed: Application Gateway shop: ${key} is a token`);
    expect(JSON.stringify(written(scope, false).gateway.attributes)).toContain('"${var.given}"');
  });
});

describe('an override', () => {
  const overridden = (key: string, value: unknown, more: Partial<ApplicationGatewayConfig> = {}) => {
    const scope = existing(more);
    gatewayIn(scope).addOverride(key, value);
    return failure(ready(scope));
  };
  const blocks = [{ name: 'shop', port: 80, protocol: 'Http', cookie_based_affinity: 'Disabled', request_timeout: 30 }];

  it('of all backend settings is told where code has none', () => {
    const text = overridden('backend_http_settings', blocks, { backendHttpSettings: [] });
    for (const key of [
      'request_timeout will be 30',
      'connection_draining.drain_timeout_sec will be missing',
      'cookie_based_affinity will be "Disabled"',
    ]) {
      expect(text).toContain(`owned-key-set-by-user: Application Gateway shop: backend_http_settings[shop].${key}`);
    }
  });

  it('that is as good is taken', () => {
    const good = {
      ...blocks[0],
      cookie_based_affinity: 'Enabled',
      affinity_cookie_name: 'shop',
      request_timeout: 90,
      connection_draining: { enabled: true, drain_timeout_sec: 3600 },
    };
    expect(overridden('backend_http_settings', [good], { backendHttpSettings: [] })).toBe('');
  });

  it.each<[string, unknown, string]>([
    ['enable_http2', false, 'enable_http2 will be false'],
    ['global.response_buffering_enabled', true, 'global.response_buffering_enabled will be true'],
    ['backend_http_settings.0.connection_draining.enabled', false, 'backend_http_settings[shop].connection_draining'],
    [
      'backend_http_settings.1.cookie_based_affinity',
      'Disabled',
      'backend_http_settings[site].cookie_based_affinity will be "Disabled"',
    ],
  ])('of %s is told', (key, value, expected) => {
    expect(overridden(key, value)).toContain(`owned-key-set-by-user: Application Gateway shop: ${expected}`);
  });

  it('after the mixin is told too, and so is code', () => {
    const scope = ready(existing());
    gatewayIn(scope).enableHttp2 = false;
    expect(failure(scope)).toContain('enable_http2 will be false');
  });
});

describe('the affinity cookie', () => {
  const names = (of: TerraformStack) =>
    (settingsIn(of) as { affinity_cookie_name?: string }[]).map(({ affinity_cookie_name: name }) => name);
  const two = (shop?: string, site?: string) =>
    existing({
      backendHttpSettings: [
        { ...slow, name: 'shop', ...(shop === undefined ? {} : { affinityCookieName: shop }) },
        { ...slow, name: 'site', ...(site === undefined ? {} : { affinityCookieName: site }) },
      ],
    });

  it('has the same name by two mixins as by one', () => {
    const scope = ready(ready(existing(), { backendSettings: ['shop'] }), { backendSettings: ['site'] });
    expect(failure(scope)).toBe('');
    expect(names(scope)).toEqual(['sse-affinity-gateway-shop', 'sse-affinity-gateway-site']);
    expect(names(ready(existing(), { backendSettings: ['shop', 'site', 'site'] }))).toEqual(names(scope));
    expect(names(ready(ready(existing())))).toEqual(names(scope));
  });

  it('of the only backend setting does not name it', () => {
    expect(names(ready(existing({ backendHttpSettings: [{ ...slow, name: 'shop' }] })))).toEqual(['sse-affinity-gateway']);
  });

  it.each([
    [
      ['mine', undefined],
      ['mine', 'sse-affinity-gateway-site'],
    ],
    [
      ['mine', 'mine'],
      ['sse-affinity-gateway-shop', 'sse-affinity-gateway-site'],
    ],
    [
      ['sse-affinity', 'site'],
      ['sse-affinity-gateway-shop', 'site'],
    ],
  ])('that was %j is %j: a name that nothing else has stays', ([shop, site], expected) => {
    expect(names(ready(two(shop, site)))).toEqual(expected);
  });

  it('stays where the policy asks for no affinity', () => {
    const scope = existing({
      backendHttpSettings: [{ ...slow, name: 'shop', cookieBasedAffinity: 'Enabled', affinityCookieName: 'mine' }],
    });
    expect(failure(ready(scope, { policy: withoutAffinity }))).toBe('');
    expect(settingsIn(scope)).toMatchObject([{ cookie_based_affinity: 'Enabled', affinity_cookie_name: 'mine' }]);
  });
});

it('refuses a gateway of another class', () => {
  const scope = stack();
  new TerraformResource(scope, 'gateway', { terraformResourceType: 'azurerm_application_gateway' });
  expect(() => scope.with(new StreamReadyApplicationGateway({ policy: policy() }))).toThrow(
    /^streams\/gateway: it is an azurerm_application_gateway without putBackendHttpSettings[\s\S]*Next: [\s\S]*Source: /,
  );
});
