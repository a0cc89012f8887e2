import { CONTROLLER_REWRITES } from '../../../src/hops/application-gateway/about';
import { readApplicationGateway } from '../../../src/hops/application-gateway/read';
import { remarksFor, settingsOf } from '../../../src/path/hop';
import type { Aspect } from '../../../src/path/setting';
import { policy } from '../../constructs/support';
import { block, changed, gatewayWith, newlyTold, stackOf, told, WAF, written } from './support';

type Change = (attributes: Record<string, unknown>) => void;

const inBlock =
  (name: string, more: object): Change =>
  (all) =>
    void Object.assign(block(all, name), more);
const setting = (more: object): Change => inBlock('backend_http_settings', more);
const remove =
  (name: string): Change =>
  (all) =>
    void delete all[name];
const set =
  (name: string, value: unknown): Change =>
  (all) =>
    void (all[name] = value);

describe('a worsened gateway is told', () => {
  it.each<[string, Change, string]>([
    ['no global block', remove('global'), 'response-buffering-off error'],
    [
      'buffering on',
      set('global', { request_buffering_enabled: true, response_buffering_enabled: true }),
      'response-buffering-off error',
    ],
    ['half a global block', set('global', { response_buffering_enabled: false }), 'value-rejected-by-target error'],
    ['no HTTP/2', remove('enable_http2'), 'http2-at-edge warning'],
    ['short request timeout', setting({ request_timeout: 10 }), 'heartbeat-within-idle-limit error'],
    ['request timeout out of range', setting({ request_timeout: 86_401 }), 'value-rejected-by-target error'],
    [
      'drain timeout out of range',
      setting({ connection_draining: { enabled: true, drain_timeout_sec: 0 } }),
      'value-rejected-by-target error',
    ],
    ['affinity in lower case', setting({ cookie_based_affinity: 'enabled' }), 'value-rejected-by-target error'],
    ['a probe of no such name', setting({ probe_name: 'other' }), 'value-rejected-by-target error'],
    ['a v1 SKU', set('sku', { name: 'Standard_Medium', tier: 'Standard', capacity: 2 }), 'hop-retired error'],
    [
      'a dead TLS policy',
      set('ssl_policy', { policy_type: 'Predefined', policy_name: 'AppGwSslPolicy20170401' }),
      'value-rejected-by-target error',
    ],
    [
      'a dead TLS version',
      set('ssl_policy', { policy_type: 'Custom', min_protocol_version: 'TLSv1_1' }),
      'value-rejected-by-target error',
    ],
    ['no TLS policy', remove('ssl_policy'), 'secure-transport warning'],
    ['a TLS policy without a name', set('ssl_policy', { policy_type: 'Predefined' }), 'secure-transport warning'],
    ['no listener', set('http_listener', []), 'secure-transport unknown'],
    ['the default cookie', setting({ affinity_cookie_name: undefined }), 'affinity-cookie-name-collision note'],
    ['one instance', set('autoscale_configuration', { min_capacity: 0 }), 'rollout-keeps-capacity warning'],
    ['no capacity', remove('autoscale_configuration'), 'value-rejected-by-target error'],
    [
      'too many instances',
      set('autoscale_configuration', { min_capacity: 2, max_capacity: 126 }),
      'value-rejected-by-target error',
    ],
    ['no zones', remove('zones'), 'rollout-keeps-capacity note'],
    ['no identity', remove('identity'), 'value-rejected-by-target error'],
    [
      'a versioned certificate',
      set('ssl_certificate', [{ name: 'c', key_vault_secret_id: 'https://k.vault.azure.net/secrets/c/0a1b' }]),
      'secure-transport error',
    ],
    [
      'rules without priority',
      (all) => void delete block(all, 'request_routing_rule')['priority'],
      'value-rejected-by-target error',
    ],
    ['a probe of the stream', inBlock('probe', { path: '/events' }), 'health-probe-off-stream-path error'],
    [
      'a probe with two hosts',
      inBlock('probe', { pick_host_name_from_backend_http_settings: true }),
      'value-rejected-by-target error',
    ],
    [
      'plain HTTP beside TLS',
      (all) =>
        void (all['request_routing_rule'] as Record<string, unknown>[]).forEach(
          (rule) => delete rule['redirect_configuration_name'],
        ),
      'secure-transport warning',
    ],
    ['plain HTTP only', inBlock('http_listener', { protocol: 'Http' }), 'secure-transport error'],
  ])('%s', (_, change, expected) => {
    expect(newlyTold({}, change)).toContain(expected);
  });

  it('the ingress controller’s gateway that ignores all tags is as good', () => {
    const { gateway } = written(stackOf(gatewayWith({ backends: 'ingress-controller' })));
    const ignored = [...CONTROLLER_REWRITES];
    expect(readApplicationGateway(changed(gateway, set('lifecycle', { ignore_changes: ignored }))).remarks).toEqual([]);
  });

  it.each<[unknown, string[]]>([
    [['global'], ['has global; Terraform then writes global.response_buffering_enabled']],
    [['global[0].response_buffering_enabled'], ['has global[0].response_buffering_enabled; Terraform']],
    [['enable_http2', 'tags'], ['has enable_http2; Terraform then writes enable_http2']],
    ['all', ['is all; Terraform then writes enable_http2 and global.response_buffering_enabled']],
    [['tags', 'global[0].request_buffering_enabled', 'ssl_certificate'], []],
  ])('a switch that Terraform ignores: %j', (ignored, expected) => {
    const { gateway } = written(stackOf(gatewayWith()));
    const { remarks } = readApplicationGateway(changed(gateway, set('lifecycle', { ignore_changes: ignored })));
    const told = remarks.filter(({ rule }) => rule === 'setting-ignored-by-target');
    expect(told.map(({ found, need, level }) => `${level}: ${found}; ${need}`)).toEqual(
      expected.map((text) => expect.stringContaining(`warning: lifecycle.ignore_changes ${text}`) as unknown),
    );
  });

  it('a switch that is ignored and not written is not told', () => {
    const { gateway } = written(stackOf(gatewayWith()));
    const without = changed(gateway, (all) => {
      delete all['global'];
      all['lifecycle'] = { ignore_changes: ['global'] };
    });
    expect(readApplicationGateway(without).remarks.map(({ rule }) => rule)).not.toContain('setting-ignored-by-target');
  });

  it.each([
    [{ 'managed-by-k8s-ingress': 'true' }, /^the ingress controller configures this gateway \(tag managed-by-k8s-ingress\)/],
    [{}, /^lifecycle.ignore_changes has backend_http_settings, as for the ingress controller, and lacks/],
  ])('who configures a gateway with the tags %j is said as far as it is known', (tags, expected) => {
    const { gateway } = written(stackOf(gatewayWith()));
    const { remarks } = readApplicationGateway(
      changed(gateway, (all) => Object.assign(all, { tags, lifecycle: { ignore_changes: ['backend_http_settings'] } })),
    );
    expect(remarks.find(({ rule }) => rule === 'controller-owns-gateway-settings')?.found).toMatch(expected);
  });

  it('loses streams at once without draining', () => {
    const { gateway } = written(stackOf(gatewayWith()));
    const hop = readApplicationGateway(
      changed(gateway, setting({ connection_draining: { enabled: false, drain_timeout_sec: 3600 } })),
    );
    expect(settingsOf(hop, 'drain-limit').at(-1)).toMatchObject({ origin: 'default', value: { milliseconds: 30_000 } });
  });

  it('buffers requests off behind a firewall', () => {
    const change = set('global', { request_buffering_enabled: false, response_buffering_enabled: false });
    expect(newlyTold({ firewallPolicyId: WAF }, change)).toContain('value-rejected-by-target error');
    expect(newlyTold({}, change)).toEqual([]);
  });

  it('two backend settings of one cookie', () => {
    const twice: Change = (all) => {
      const first = block(all, 'backend_http_settings');
      all['backend_http_settings'] = [first, { ...first, name: 'other' }];
    };
    expect(newlyTold({}, twice)).toContain('affinity-cookie-name-collision error');
  });

  it('a public backend with more than 4 minutes, and a name that may be public', () => {
    const to =
      (name: string, value: string[]): Change =>
      (all) => {
        setting({ request_timeout: 300 })(all);
        Object.assign(block(all, 'backend_address_pool'), { ip_addresses: [], [name]: value });
      };
    expect(newlyTold({}, to('ip_addresses', ['20.1.2.3']))).toContain('value-rejected-by-target error');
    expect(newlyTold({}, to('fqdns', ['api.example.com']))).toContain('value-rejected-by-target unknown');
    expect(newlyTold({}, to('ip_addresses', ['10.0.0.4']))).not.toContain('value-rejected-by-target error');
  });

  it.each<[string, Change]>([
    ['no lifecycle', remove('lifecycle')],
    ['part of it', set('lifecycle', { ignore_changes: ['backend_address_pool', 'backend_http_settings'] })],
  ])('the ingress controller’s gateway with %s', (_, change) => {
    expect(newlyTold({ backends: 'ingress-controller' }, change)).toContain('controller-owns-gateway-settings error');
  });
});

describe('the public address', () => {
  const hop = (attributes: object) => {
    const { gateway, publicIp } = written(stackOf(gatewayWith()));
    if (publicIp === undefined) throw new Error('there is no address');
    return readApplicationGateway(gateway, { ...publicIp, attributes: { ...publicIp.attributes, ...attributes } });
  };

  it.each([
    [{ idle_timeout_in_minutes: 31 }, 'value-rejected-by-target error'],
    [{ allocation_method: 'Dynamic' }, 'value-rejected-by-target error'],
  ])('%j', (attributes, expected) => {
    expect(told(policy(), hop(attributes))).toContain(expected);
  });

  it('has its idle timeout of 4 minutes by default', () => {
    expect(hop({ idle_timeout_in_minutes: undefined }).settings[0]).toMatchObject({
      origin: 'default',
      value: { milliseconds: 240_000 },
    });
  });
});

describe('what only the deployment knows is unknown', () => {
  it.each<[Aspect, Change]>([
    ['idle-limit', setting({ request_timeout: '${var.timeout}' })],
    ['response-buffering', set('global', { request_buffering_enabled: true, response_buffering_enabled: '${var.buffer}' })],
    ['affinity', setting({ cookie_based_affinity: '${var.affinity}' })],
    ['drain-limit', setting({ connection_draining: { enabled: true, drain_timeout_sec: '${var.drain}' } })],
    ['http2', set('enable_http2', '${var.http2}')],
    ['transport', (all) => void (all['dynamic'] = { http_listener: {} })],
  ])('%s', (aspect, change) => {
    const { gateway, publicIp } = written(stackOf(gatewayWith()));
    const hop = readApplicationGateway(changed(gateway, change), publicIp);
    expect(settingsOf(hop, aspect).map(({ origin }) => origin)).toContain('unknown');
    expect(remarksFor(policy(), hop).filter(({ level }) => level !== 'note')).toEqual([]);
  });
});

it('reads just the backend settings that carry the stream', () => {
  const { gateway } = written(stackOf(gatewayWith()));
  const other = changed(gateway, (all) => {
    all['backend_http_settings'] = [block(all, 'backend_http_settings'), { name: 'site', cookie_based_affinity: 'Disabled' }];
  });
  const keys = (settings?: string[]) =>
    readApplicationGateway(other, undefined, settings && { settings }).settings.map(({ key }) => key);
  expect(keys()).toContain('backend_http_settings[site].request_timeout');
  expect(keys(['stream'])).not.toContain('backend_http_settings[site].request_timeout');
});
