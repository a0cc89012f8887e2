import { PublicIp } from '@cdktf/provider-azurerm/lib/public-ip/index.js';
import { TerraformStack, type App } from 'cdktf';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  StreamReadyApplicationGateway,
  type StreamReadyApplicationGatewayProps,
} from '../../../src/hops/application-gateway/mixin';
import { policy } from '../../constructs/support';
import { existing, ready, slow } from './existing';
import { failure, stack, written } from './support';

it('makes a gateway stream in place and keeps the rest', () => {
  const before = written(existing(), false).gateway.attributes;
  const { attributes } = written(ready(existing(), { backendSettings: ['shop'] })).gateway;
  expect(attributes).toEqual({
    ...before,
    enable_http2: true,
    global: { request_buffering_enabled: true, response_buffering_enabled: false },
    backend_http_settings: [
      {
        affinity_cookie_name: 'sse-affinity-gateway-shop',
        connection_draining: { drain_timeout_sec: 3600, enabled: true },
        cookie_based_affinity: 'Enabled',
        name: 'shop',
        port: 80,
        protocol: 'Http',
        request_timeout: 60,
      },
      { name: 'site', port: 80, protocol: 'Http', cookie_based_affinity: 'Disabled', request_timeout: 20 },
    ],
  });
});

it('takes all backend settings by default, each with a cookie of its own, and keeps longer times', () => {
  const draining = { enabled: true, drainTimeoutSec: 60 };
  const scope = existing({
    backendHttpSettings: [
      { ...slow, name: 'shop', requestTimeout: 600, connectionDraining: draining },
      { ...slow, name: 'site' },
    ],
  });
  expect(written(ready(scope)).gateway.attributes['backend_http_settings']).toMatchObject([
    { affinity_cookie_name: 'sse-affinity-gateway-shop', request_timeout: 600, connection_draining: { drain_timeout_sec: 3600 } },
    { affinity_cookie_name: 'sse-affinity-gateway-site', request_timeout: 60 },
  ]);
});

it('leaves the routes to the ingress controller', () => {
  const { attributes } = written(ready(existing(), { backendSettings: 'ingress-controller' })).gateway;
  expect(attributes).toMatchObject({ global: { response_buffering_enabled: false }, enable_http2: true });
  expect(attributes['lifecycle']).toMatchObject({
    ignore_changes: expect.arrayContaining(['backend_http_settings', 'url_path_map']) as unknown,
  });
  expect(attributes['backend_http_settings']).toMatchObject([{ request_timeout: 20 }, { request_timeout: 20 }]);
});

it('tells a name the gateway has not, and what it cannot repair', () => {
  const scope = existing({ sku: { name: 'Standard_Large', tier: 'Standard', capacity: 2 } });
  const text = failure(ready(scope, { backendSettings: ['stream'] }));
  expect(text).toContain(
    'value-rejected-by-target: Application Gateway shop: backendSettings names "stream"; the gateway has the backend settings shop, site',
  );
  expect(text).toContain('hop-retired: Application Gateway shop');
});

it('keeps the timeout of servers that may be external within 4 minutes', () => {
  const scope = existing({ backendAddressPool: [{ name: 'shop', fqdns: ['shop.azurewebsites.net'] }] });
  const { gateway } = written(ready(scope, { policy: policy({ heartbeat: '2m' }), backendSettings: ['shop'] }));
  expect(gateway.attributes['backend_http_settings']).toMatchObject([{ request_timeout: 240 }, { request_timeout: 20 }]);
});

it('leaves nothing written of the stacks before a bad one', () => {
  const scope = existing();
  const app = scope.node.root as App;
  const bad = new TerraformStack(app, 'bad');
  existing({ sku: { name: 'Standard_Large', tier: 'Standard', capacity: 2 } }, bad);
  ready(bad);
  expect(() => app.synth()).toThrow(/\[bad\/gateway\] hop-retired/);
  expect(existsSync(join(app.outdir, 'stacks', 'streams', 'cdk.tf.json'))).toBe(false);
});

it('says that the policy is missing', () => {
  const untyped = {} as StreamReadyApplicationGatewayProps;
  expect(() => existing().with(new StreamReadyApplicationGateway(untyped))).toThrow(
    /^streams\/gateway\/StreamReady.*\n +policy is missing/,
  );
});

it('leaves other resources alone', () => {
  const scope = stack();
  const address = new PublicIp(scope, 'ip', {
    name: 'ip',
    resourceGroupName: 'shop',
    location: 'westeurope',
    allocationMethod: 'Static',
  });
  const before = JSON.stringify(address.toTerraform());
  ready(scope);
  expect(JSON.stringify(address.toTerraform())).toBe(before);
});
