import { readApplicationGateway } from '../../../src/hops/application-gateway/read';
import { noClientIp } from '../../../src/hops/application-gateway/remarks';
import type { StreamApplicationGatewayProps } from '../../../src/hops/application-gateway/construct';
import { policies } from '../../constructs/support';
import { ADDRESS, gatewayWith, stackOf, told, WAF, written } from './support';

const shapes: [string, Partial<StreamApplicationGatewayProps>][] = [
  ['several servers', {}],
  ['one address', { backends: { ipAddresses: ['10.0.0.4'], port: 80 } }],
  ['a name', { backends: { fqdns: ['api.example.com'], port: 443, protocol: 'Https', pickHostNameFromBackendAddress: true } }],
  ['public addresses', { backends: { ipAddresses: ['20.1.2.3'], port: 80 } }],
  ['the ingress controller', { backends: 'ingress-controller' }],
  ['an existing public address', { frontend: { publicIpAddressId: ADDRESS } }],
  ['a private address', { frontend: { privateIpAddress: '10.0.0.9' } }],
  ['a firewall', { firewallPolicyId: WAF }],
  ['one zone', { zones: ['1'] }],
];

describe.each(policies)('policy with affinity %s', (_, policy) => {
  it.each(shapes)('is read as it was planned: %s', (_name, more) => {
    const construct = gatewayWith({ ...more, policy });
    const { gateway, publicIp } = written(stackOf(construct), false);
    expect(readApplicationGateway(gateway, publicIp)).toEqual(construct.hop);
  });

  it.each(shapes)('has no error and no warning: %s', (_name, more) => {
    const { hop } = gatewayWith({ ...more, policy });
    const found = told(policy, { ...hop, remarks: hop.remarks.filter((remark) => remark !== noClientIp) });
    const worst = found.filter((text) => / (error|warning)$/.test(text));
    expect(worst).toEqual([]);
  });
});

it('writes every field we know', () => {
  const { gateway, publicIp } = written(stackOf(gatewayWith()));
  expect({ ...gateway.attributes, ...{ public_ip: publicIp?.attributes } }).toMatchSnapshot();
});

it('leaves to the ingress controller what that rewrites, and keeps buffering', () => {
  const { gateway } = written(
    stackOf(gatewayWith({ backends: 'ingress-controller', lifecycle: { ignoreChanges: ['ssl_certificate'] } })),
  );
  expect(gateway.attributes['lifecycle']).toEqual({
    ignore_changes: [
      'backend_address_pool',
      'backend_http_settings',
      'frontend_port',
      'http_listener',
      'probe',
      'redirect_configuration',
      'request_routing_rule',
      'tags["managed-by-k8s-ingress"]',
      'url_path_map',
      'ssl_certificate',
    ],
  });
  expect(gateway.attributes['global']).toEqual({ request_buffering_enabled: true, response_buffering_enabled: false });
});

it.each([
  ['heartbeat', { heartbeat: '40s' }],
  ['maxAge', { maxAge: { limit: '30m' } }],
  ['affinity', { affinity: { kind: 'cookie', name: 'other' } }],
] as const)('changes with the policy’s %s', (_, more) => {
  const base = written(stackOf(gatewayWith()));
  const policy = policies[0]?.[1].with(more);
  expect(written(stackOf(gatewayWith(policy === undefined ? {} : { policy })))).not.toEqual(base);
});
