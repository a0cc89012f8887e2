import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { App, TerraformStack, Testing, Token } from 'cdktf';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StreamApplicationGateway, type StreamApplicationGatewayProps } from '../../../src/hops/application-gateway/construct';
import { remarksFor } from '../../../src/path/hop';
import { byAddress, policy } from '../../constructs/support';
import { readApplicationGateway } from '../../../src/hops/application-gateway/read';
import { block, failure, gatewayWith, props, servers, stack, stackOf, written } from './support';

/** Props as JavaScript may pass them. */
const untyped = (more: object) => more as Partial<StreamApplicationGatewayProps>;

it.each<[string, Partial<StreamApplicationGatewayProps>, string]>([
  ['a certificate’s version', { keyVaultSecretId: 'https://k.vault.azure.net/secrets/c/0a1b2c' }, 'secure-transport'],
  ['no identity', { identityIds: [] }, 'value-rejected-by-target'],
  ['no server', { backends: { port: 80 } }, 'value-rejected-by-target'],
  ['too many instances', { autoscale: { max: 200 } }, 'value-rejected-by-target'],
  ['a probe of the stream', { backends: { ...servers, probePath: '/events' } }, 'health-probe-off-stream-path'],
  ['a timeout over 24 h', { policy: policy({ heartbeat: '7h', maxAge: { limit: '20h' } }) }, 'value-rejected-by-target'],
  [
    'a heartbeat as long as an external server may be silent',
    { policy: policy({ heartbeat: '4m' }), backends: { ...servers, external: true } },
    'heartbeat-within-idle-limit',
  ],
  ['a certificate that is no URL', { keyVaultSecretId: 'prices' }, 'value-rejected-by-target'],
  ['fewer instances than none', { autoscale: { min: -1 } }, 'value-rejected-by-target'],
  ['a timeout that is no whole second', { policy: policy({ heartbeat: '15100ms' }) }, 'value-rejected-by-target'],
  ['an owned key', untyped({ enableHttp2: false }), 'owned-key-set-by-user'],
  ['an owned key of a backend', untyped({ backends: { ...servers, requestTimeout: 30 } }), 'owned-key-set-by-user'],
  ['an owned key of the address', untyped({ frontend: { publicIp: { idleTimeoutInMinutes: 30 } } }), 'owned-key-set-by-user'],
  ['no change of an owned key', { lifecycle: { ignoreChanges: ['global'] } }, 'owned-key-set-by-user'],
  ['no change at all', { backends: 'ingress-controller', lifecycle: { ignoreChanges: 'all' } }, 'owned-key-set-by-user'],
  ['affinity by client IP', { policy: byAddress }, 'affinity-unsupported-by-hop'],
  ['a token for a number', { autoscale: { min: Token.asNumber('${var.min}') } }, 'literal-needed'],
])('refuses %s', (_, more, rule) => {
  const text = failure(stackOf(gatewayWith(more)));
  expect(text).toContain('[streams/gateway]');
  expect(text).toContain(`${rule}: Application Gateway streams`);
  expect(text).toContain('Next: ');
  expect(text).toContain('Source: ');
});

it('takes an owned key that says the same', () => {
  expect(failure(stackOf(gatewayWith(untyped({ enableHttp2: true, backends: { ...servers, requestTimeout: 60 } }))))).toBe('');
});

describe('servers that may be external', () => {
  const named = (heartbeat: string, external?: boolean) => {
    const more = { ...(external === undefined ? {} : { external }), fqdns: ['prices.azurewebsites.net'], port: 80 };
    const construct = gatewayWith({ policy: policy({ heartbeat }), backends: more });
    const { gateway } = written(stackOf(construct));
    return { construct, gateway, timeout: block({ ...gateway.attributes }, 'backend_http_settings')['request_timeout'] };
  };

  it('get a request timeout of 4 minutes at most, and a note', () => {
    const { construct, gateway, timeout } = named('2m');
    expect(timeout).toBe(240);
    expect(construct.hop.remarks).toContainEqual(expect.objectContaining({ rule: 'value-rejected-by-target', level: 'note' }));
    expect(readApplicationGateway(gateway, written(stackOf(construct)).publicIp).settings).toEqual(construct.hop.settings);
  });

  it('get the whole of it when they are said to be private', () => {
    expect(named('2m', false).timeout).toBe(480);
  });

  it('are as others with a short heartbeat', () => {
    expect(named('60s').timeout).toBe(240);
    expect(remarksFor(policy(), named('60s').construct.hop).map(({ rule }) => rule)).toEqual(['gateway-drain-timeout']);
  });
});

it('asks for a most number of instances that is no less than the least', () => {
  const text = failure(stackOf(gatewayWith({ autoscale: { min: 5, max: 3 } })));
  expect(text).toContain('set autoscale_configuration.max_capacity to 5 or more');
});

it('tells all props that are missing at once', () => {
  const make = () => new StreamApplicationGateway(stack(), 'gateway', { name: 'streams' } as StreamApplicationGatewayProps);
  expect(make).toThrow('streams/gateway: its props are not complete');
  expect(make).toThrow(
    'correct policy, resourceGroupName, location, subnetId, hostName, keyVaultSecretId, identityIds, backends',
  );
});

it('writes no stack when a later one is bad', () => {
  const construct = gatewayWith();
  const app = construct.node.root as App;
  const bad = new TerraformStack(app, 'bad');
  new AzurermProvider(bad, 'azurerm', { features: [{}] });
  new StreamApplicationGateway(bad, 'gateway', { ...props, identityIds: [] });
  expect(() => app.synth()).toThrow(/\[bad\/gateway\] value-rejected-by-target/);
  expect(existsSync(join(app.outdir, 'stacks', 'streams', 'cdk.tf.json'))).toBe(false);
});

it('tells everything that is wrong at once', () => {
  const text = failure(stackOf(gatewayWith({ identityIds: [], autoscale: { max: 200 }, backends: { port: 80 } })));
  expect(text.match(/value-rejected-by-target:/g)).toHaveLength(3);
});

it('warns of fewer than two instances', () => {
  expect(gatewayWith({ autoscale: { min: 1 } }).findings()).toContainEqual(
    expect.objectContaining({ rule: 'rollout-keeps-capacity', level: 'warning' }),
  );
});

it('takes references where no arithmetic needs them', () => {
  const text = (name: string) => Token.asString(`\${data.example.${name}}`);
  const references = {
    resourceGroupName: text('group'),
    location: text('location'),
    subnetId: text('subnet'),
    keyVaultSecretId: text('secret'),
  };
  expect(failure(stackOf(gatewayWith(references)))).toBe('');
});

it('names the scope that is no stack', () => {
  const inApp = () => new StreamApplicationGateway(new App({ outdir: Testing.app().outdir }), 'gateway', props);
  expect(inApp).toThrow(/gateway: its scope is the App[\s\S]*Next: make a stack[\s\S]*Source: /);
});

it('passes other keys through and shows its children', () => {
  const construct = gatewayWith({
    tags: { team: 'prices' },
    frontend: { publicIp: { domainNameLabel: 'prices' } },
    backends: { ...servers, hostName: 'internal.example.com' },
    autoscale: { min: 3, max: 9 },
    certificateName: 'prices',
  });
  const { gateway, publicIp } = written(TerraformStack.of(construct));
  expect(gateway.attributes).toMatchObject({
    tags: { team: 'prices' },
    autoscale_configuration: { min_capacity: 3, max_capacity: 9 },
    backend_http_settings: [{ host_name: 'internal.example.com' }],
    probe: [{ pick_host_name_from_backend_http_settings: true }],
    ssl_certificate: [{ name: 'prices' }],
  });
  expect(publicIp?.attributes).toMatchObject({ domain_name_label: 'prices', tags: { team: 'prices' } });
  expect(construct.gateway.node.path).toBe('streams/gateway/Gateway');
  expect(construct.publicIp?.node.path).toBe('streams/gateway/PublicIp');
});

it('takes the firewall’s SKU with a firewall policy', () => {
  const construct = new StreamApplicationGateway(stack(), 'gateway', {
    ...props,
    firewallPolicyId: Token.asString('${data.waf.id}'),
  });
  expect(written(stackOf(construct)).gateway.attributes['sku']).toEqual({ name: 'WAF_v2', tier: 'WAF_v2' });
});
