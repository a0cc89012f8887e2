import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { TerraformStack, Testing } from 'cdktf';
import { check } from '../../../src/check';
import {
  StreamApplicationGateway,
  type GatewayBackends,
  type StreamApplicationGatewayProps,
} from '../../../src/hops/application-gateway/construct';
import { readApplicationGateway } from '../../../src/hops/application-gateway/read';
import { loadTerraform } from '../../../src/load/terraform';
import { unknownHop, type Hop } from '../../../src/path/hop';
import type { StreamPolicy } from '../../../src/policy/stream-policy';
import type { TerraformResource } from '../../../src/terraform/resource';
import { policy } from '../../constructs/support';

const GROUP = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/streams/providers';

export const SUBNET = `${GROUP}/Microsoft.Network/virtualNetworks/streams/subnets/gateway`;
export const ADDRESS = `${GROUP}/Microsoft.Network/publicIPAddresses/streams`;
export const WAF = `${GROUP}/Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies/streams`;
export const servers = { ipAddresses: ['10.0.0.4', '10.0.0.5'], port: 8080 } satisfies GatewayBackends;

export const props = {
  policy: policy(),
  name: 'streams',
  resourceGroupName: 'streams',
  location: 'westeurope',
  subnetId: SUBNET,
  hostName: 'prices.example.com',
  keyVaultSecretId: 'https://streams.vault.azure.net/secrets/prices',
  identityIds: [`${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/gateway`],
  backends: servers,
} satisfies StreamApplicationGatewayProps;

export function stack(): TerraformStack {
  const made = new TerraformStack(Testing.app(), 'streams');
  new AzurermProvider(made, 'azurerm', { features: [{}], subscriptionId: '00000000-0000-0000-0000-000000000000' });
  return made;
}

export const gatewayWith = (more: Partial<StreamApplicationGatewayProps> = {}): StreamApplicationGateway =>
  new StreamApplicationGateway(stack(), 'gateway', { ...props, ...more });

/** What the stack writes. Throws what synthesis throws. */
export function written(
  of: TerraformStack,
  proved = true,
): { gateway: TerraformResource; publicIp: TerraformResource | undefined } {
  const resources = loadTerraform(Testing.synth(of, proved), 'cdk.tf.json');
  const [gateway] = resources.filter(({ type }) => type === 'azurerm_application_gateway');
  if (gateway === undefined) throw new Error('there is no gateway');
  return { gateway, publicIp: resources.find(({ type }) => type === 'azurerm_public_ip') };
}

export const stackOf = (construct: StreamApplicationGateway): TerraformStack => TerraformStack.of(construct);

/** The text synthesis fails with; empty when it does not. */
export function failure(of: TerraformStack): string {
  try {
    written(of);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

type Attributes = Record<string, unknown>;

/** The gateway with its attributes changed by hand. */
export function changed(gateway: TerraformResource, change: (attributes: Attributes) => void): TerraformResource {
  const attributes = structuredClone(gateway.attributes) as Attributes;
  change(attributes);
  return { ...gateway, attributes };
}

/** The first block of a kind, to be changed. */
export const block = (attributes: Attributes, name: string): Attributes => {
  const value = attributes[name];
  return (Array.isArray(value) ? (value[0] as unknown) : value) as Attributes;
};

/** `rule level` of what the rules say of a gateway, with something unknown behind. */
export function told(of: StreamPolicy, hop: Hop): string[] {
  const found = check(of, { name: 'test', hops: [hop, unknownHop('the backends')] });
  return found.map(({ rule, level }) => `${rule} ${level}`);
}

/** What is told of a gateway that was not told before it was changed. */
export function newlyTold(more: Partial<StreamApplicationGatewayProps>, change: (attributes: Attributes) => void): string[] {
  const { gateway, publicIp } = written(stackOf(gatewayWith(more)));
  const of = more.policy ?? props.policy;
  const before = told(of, readApplicationGateway(gateway, publicIp));
  return told(of, readApplicationGateway(changed(gateway, change), publicIp)).filter((text) => !before.includes(text));
}
