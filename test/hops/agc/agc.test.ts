import { App, TerraformStack, Testing } from 'cdktf';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { check } from '../../../src/check';
import { StreamAgc, type StreamAgcProps } from '../../../src/hops/agc/construct';
import { planAgc } from '../../../src/hops/agc/hop';
import { readAgc } from '../../../src/hops/agc/read';
import { loadTerraform } from '../../../src/load/terraform';
import type { Hop } from '../../../src/path/hop';
import { StreamPolicy } from '../../../src/policy/stream-policy';
import type { TerraformResource } from '../../../src/terraform/resource';

const policy = new StreamPolicy({ paths: ['/events'] });
const props: StreamAgcProps = {
  policy,
  name: 'sse',
  location: 'westeurope',
  resourceGroupName: 'rg',
  subnet: { virtualNetworkName: 'vnet', addressPrefix: '10.0.4.0/24' },
  cluster: { oidcIssuerUrl: 'https://issuer.example.com/', nodeResourceGroupId: '/subscriptions/s/resourceGroups/nodes' },
};
const OBJECT = 'Application Gateway for Containers sse';

function synth(more: Partial<StreamAgcProps> = {}): { agc: StreamAgc; resources: TerraformResource[] } {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  const agc = new StreamAgc(stack, 'agc', { ...props, ...more });
  return { agc, resources: loadTerraform(Testing.synth(stack), 'cdk.tf.json') };
}

function failure(more: Partial<StreamAgcProps>): string {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  new StreamAgc(stack, 'agc', { ...props, ...more });
  try {
    Testing.synth(stack, true);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const found = (resources: readonly TerraformResource[]): Hop => {
  const gateway = resources.find(({ type }) => type === 'azurerm_application_load_balancer');
  return readAgc(gateway as TerraformResource, resources);
};

const inShort = (hop: Hop): string[] => hop.remarks.map(({ rule, level = 'error' }) => `${rule} ${level}`);

it.each<[string, Partial<StreamAgcProps>]>([
  ['a new subnet', {}],
  ['a larger subnet', { subnet: { virtualNetworkName: 'vnet', addressPrefix: '10.0.4.0/23' } }],
  ['a subnet made elsewhere', { subnet: { id: '/subscriptions/s/subnets/agc' } }],
])('is read as it was planned: %s', (_, more) => {
  const { agc, resources } = synth(more);
  expect(found(resources)).toMatchObject(agc.hop);
});

it('makes all that the ALB Controller needs', () => {
  const { resources } = synth({ tags: { team: 'a' }, frontendName: 'fe', controllerNamespace: 'alb' });
  expect(resources.map(({ type, attributes }) => ({ type, ...attributes }))).toMatchSnapshot();
});

it('lints clean, and takes no part of the policy', () => {
  const { agc, resources } = synth();
  const findings = check(policy, { name: 'test', hops: [found(resources)] });
  expect(findings.filter(({ level }) => level === 'error' || level === 'warning')).toEqual([]);
  expect(planAgc({ object: OBJECT, name: 'sse', subnet: { addressPrefix: '10.0.4.0/24' } })).toEqual(agc.hop);
});

describe('what others wrote', () => {
  const { resources } = synth();
  const without = (part: string) => resources.filter(({ type, name }) => !`${type} ${name}`.includes(part));
  const changed = (part: string, attributes: object) =>
    resources.map((resource) =>
      `${resource.type} ${resource.name}`.includes(part)
        ? { ...resource, attributes: { ...resource.attributes, ...attributes } }
        : resource,
    );
  const delegation = (service: object) => changed('azurerm_subnet', { delegation: [{ service_delegation: service }] });

  it.each([
    ['no delegation', changed('azurerm_subnet', { delegation: undefined }), 'value-rejected-by-target error'],
    ['another delegation', delegation({ name: 'Microsoft.Web/serverFarms' }), 'value-rejected-by-target error'],
    ['no action', delegation({ name: 'Microsoft.ServiceNetworking/trafficControllers' }), 'value-rejected-by-target error'],
    ['a small subnet', changed('azurerm_subnet', { address_prefixes: ['10.0.4.0/25'] }), 'value-rejected-by-target error'],
    ['a large subnet', changed('azurerm_subnet', { address_prefixes: ['10.0.4.0/22'] }), 'value-rejected-by-target note'],
    ['no range', changed('azurerm_subnet', { address_prefixes: ['10.0.4.0'] }), 'value-rejected-by-target error'],
    ['a subnet elsewhere', changed('Association', { subnet_id: '/subnets/agc' }), 'value-rejected-by-target unknown'],
    ['no replacement', changed('Association', { lifecycle: undefined }), 'setting-ignored-by-target note'],
    ['no association', without('subnet_association'), 'value-rejected-by-target unknown'],
    [
      'two associations',
      [...resources, ...resources.filter(({ name }) => name.includes('Association'))],
      'value-rejected-by-target error',
    ],
    ['no frontend', without('Frontend'), 'value-rejected-by-target unknown'],
    ['a bad name', changed('LoadBalancer', { name: 's' }), 'value-rejected-by-target error'],
    ['another audience', changed('FederatedCredential', { audience: ['api://other'] }), 'value-rejected-by-target error'],
    [
      'another subject',
      changed('FederatedCredential', { subject: 'system:serviceaccount:a:b' }),
      'value-rejected-by-target error',
    ],
    ['no credential', without('FederatedCredential'), 'value-rejected-by-target unknown'],
    ['no role on nodes', without('NodesRole'), 'value-rejected-by-target unknown'],
    ['no role on the gateway', without('ConfigurationRole'), 'value-rejected-by-target unknown'],
    ['no role on the subnet', without('SubnetRole'), 'value-rejected-by-target unknown'],
    ['the role on another subnet', changed('SubnetRole', { scope: '/subnets/other' }), 'value-rejected-by-target unknown'],
  ])('%s', (_, input, remark) => {
    expect(inShort(found(resources))).toEqual([]);
    expect([...new Set(inShort(found(input)))]).toEqual([remark]);
  });

  it('takes roles by id, a role above the subnet, and expressions', () => {
    const input = changed('SubnetRole', {
      role_definition_name: undefined,
      role_definition_id:
        '/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/4d97b98b-1d4f-4787-a291-c67834d212e7',
    }).map((resource) =>
      resource.type === 'azurerm_federated_identity_credential'
        ? { ...resource, attributes: { ...resource.attributes, subject: '${var.subject}', audience: '${var.audience}' } }
        : resource,
    );
    expect(inShort(found(input))).toEqual([]);
  });

  it('expects no identity where the input has none for the controller', () => {
    const input = resources.filter(({ type }) => !/identity|role/.test(type));
    expect(inShort(found(input))).toEqual([]);
  });
});

it('tells of everything that is wrong at once, with the construct path', () => {
  const text = failure({
    name: 's',
    subnet: { virtualNetworkName: 'vnet', addressPrefix: '10.0.4.0/28' },
    policy: new StreamPolicy({ paths: ['/events'], heartbeat: '5m' }),
  });
  expect(text.match(/\[stack\/agc\] [\w-]+/g)).toEqual([
    '[stack/agc] heartbeat-within-idle-limit',
    '[stack/agc] value-rejected-by-target',
    '[stack/agc] value-rejected-by-target',
  ]);
});

it('refuses a delegation of the user, which the types forbid too', () => {
  const subnet = { virtualNetworkName: 'vnet', addressPrefix: '10.0.4.0/24', delegation: [] };
  expect(failure({ subnet })).toContain('owned-key-set-by-user');
});

it('tells all props that are missing at once', () => {
  const make = () => new StreamAgc(new TerraformStack(Testing.app(), 'stack'), 'agc', { policy } as StreamAgcProps);
  expect(make).toThrow('correct name, resourceGroupName, location, subnet, cluster in the props');
});

it('names the construct that is in no stack', () => {
  expect(() => new StreamAgc(new App(), 'agc', props)).toThrow(/^agc: its scope is the App/);
});
