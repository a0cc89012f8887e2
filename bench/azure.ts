import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { App, DefaultTokenResolver, StringConcat, TerraformResource, TerraformStack, Testing, Tokenization } from 'cdktf';
import { StreamPolicy } from 'sse-ready';
import { StreamAgc, StreamApplicationGateway } from 'sse-ready/cdktf';
import { scratchFolder } from './scratch-folder';
import type { Fill, Subject } from './subject';

const policy = new StreamPolicy({ paths: ['/events'] });

const resourceGroup = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/streams';
const placed = { resourceGroupName: 'streams', location: 'westeurope' };

export const subjects: Readonly<Record<string, Subject<TerraformStack>>> = {
  StreamApplicationGateway: (stack, name) =>
    void new StreamApplicationGateway(stack, name, {
      ...placed,
      policy,
      name,
      subnetId: `${resourceGroup}/providers/Microsoft.Network/virtualNetworks/streams/subnets/gateway`,
      hostName: 'stream.example.com',
      keyVaultSecretId: 'https://streams.vault.azure.net/secrets/stream',
      identityIds: [`${resourceGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/gateway`],
      backends: 'ingress-controller',
    }),
  StreamAgc: (stack, name) =>
    void new StreamAgc(stack, name, {
      ...placed,
      policy,
      name,
      subnet: { virtualNetworkName: 'streams', addressPrefix: '10.1.8.0/24' },
      cluster: { oidcIssuerUrl: 'https://issuer.example.com/', nodeResourceGroupId: `${resourceGroup}-nodes` },
    }),
};

type Config = Readonly<Record<string, unknown>>;
type MakeResource = new (scope: TerraformStack, id: string, config: Config) => TerraformResource;

/** The same resources made by the provider's own classes, from configuration that is ready made outside the measured time. */
export function rawCopy(fill: Fill<TerraformStack>): Fill<TerraformStack> {
  const stack = stackOf(Testing.app(), fill);
  const resources = resourcesIn(stack).map((resource) => ({
    Make: resource.constructor as MakeResource,
    config: Tokenization.resolve(configOf(resource), { scope: stack, resolver, preparing: false }) as Config,
    logicalId: resource.friendlyUniqueId,
  }));
  return (raw) => {
    const made = new Map<string, TerraformResource>();
    for (const { Make, config, logicalId } of resources) {
      const resource = new Make(raw, `resource-${made.size}`, withReferences(config, made));
      resource.overrideLogicalId(logicalId);
      made.set(`${resource.terraformResourceType}.${logicalId}`, resource);
    }
  };
}

const resolver = new DefaultTokenResolver(new StringConcat());

/** What the resource was made with: the provider's classes show each argument as a getter `<argument>Input`. */
function configOf(resource: TerraformResource): Config {
  const getters = Object.getOwnPropertyNames(resource.constructor.prototype).filter((name) => name.endsWith('Input'));
  const given = getters.map((name) => [name.slice(0, -'Input'.length), Reflect.get(resource, name) as unknown] as const);
  const { lifecycle, dependsOn } = resource;
  return { lifecycle, dependsOn, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
}

/** What is another resource's attribute is asked of that resource, as anyone would write it. */
function withReferences(config: Config, made: ReadonlyMap<string, TerraformResource>): Config {
  const referred = Object.entries(config).flatMap(([key, value]) => {
    const [, address, attribute] = /^\$\{(\w+\.[\w-]+)\.(\w+)\}$/.exec(String(value)) ?? [];
    const resource = made.get(address ?? '');
    return resource === undefined || attribute === undefined ? [] : [[key, resource.getStringAttribute(attribute)] as const];
  });
  return { ...config, ...Object.fromEntries(referred) };
}

const resourcesIn = (stack: TerraformStack): TerraformResource[] =>
  stack.node.findAll().filter((each) => TerraformResource.isTerraformResource(each));

/** The resources of the stack by type and logical id. */
export function written(fill: Fill<TerraformStack>): unknown[] {
  const { resource } = JSON.parse(Testing.synth(stackOf(Testing.app(), fill))) as { resource: Record<string, object> };
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).map(([id, body]) => ({ type, id, body: body as unknown })),
  );
}

const outdir = scratchFolder();

/** Builds an app of these stacks and writes its JSON, as `cdktf synth` does. */
export function synthesise(...stacks: readonly Fill<TerraformStack>[]): void {
  const app = new App({ outdir });
  stacks.forEach((fill, index) => stackOf(app, fill, `stack-${index}`));
  app.synth();
}

function stackOf(app: App, fill: Fill<TerraformStack>, id = 'stack'): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  fill(stack);
  return stack;
}
