import {
  ApplicationLoadBalancer,
  type ApplicationLoadBalancerConfig,
} from '@cdktf/provider-azurerm/lib/application-load-balancer/index.js';
import { ApplicationLoadBalancerFrontend } from '@cdktf/provider-azurerm/lib/application-load-balancer-frontend/index.js';
import { ApplicationLoadBalancerSubnetAssociation } from '@cdktf/provider-azurerm/lib/application-load-balancer-subnet-association/index.js';
import { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential/index.js';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment/index.js';
import { Subnet, type SubnetConfig } from '@cdktf/provider-azurerm/lib/subnet/index.js';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity/index.js';
import { dependable, Fn } from 'cdktf';
import { Construct } from 'constructs';
import { literal, ownedKeyRemarks } from '../../constructs/cdktf/owned-config';
import { proveBeforeWriting, requireStack } from '../../constructs/cdktf/stack';
import { aPolicy, aText, either, objectWith, requireProps } from '../../constructs/require-props';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import { unknownHop, type Hop } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { roles, type Role } from './about';
import * as config from './config';
import { planAgc, type AgcResourceOptions } from './hop';

type OwnedSubnetKey = keyof ReturnType<typeof config.subnetConfig>;

/** A subnet to be made for the gateway alone; its delegation is written here. */
export interface AgcSubnet extends Omit<Partial<SubnetConfig>, OwnedSubnetKey | 'virtualNetworkName'> {
  readonly virtualNetworkName: string;
  /** A /24: 256 addresses are the least, and with Azure CNI Overlay it must be exactly that, in the nodes' virtual network. */
  readonly addressPrefix: string;
}

/** The gateway's other keys are passed through to `ApplicationLoadBalancer`. */
export interface StreamAgcProps extends Omit<Partial<ApplicationLoadBalancerConfig>, 'name' | 'location' | 'resourceGroupName'> {
  readonly policy: StreamPolicy;
  readonly name: string;
  readonly resourceGroupName: string;
  readonly location: string;
  /** What the Gateway in the cluster names as its frontend. Default: the gateway's name. */
  readonly frontendName?: string;
  /** A subnet made here, or the id of one that is delegated to the gateway already. */
  readonly subnet: AgcSubnet | { readonly id: string };
  /** The AKS cluster whose ALB Controller configures the gateway; a KubernetesCluster will do. */
  readonly cluster: { readonly oidcIssuerUrl: string; readonly nodeResourceGroupId: string };
  /** The namespace of the ALB Controller, `albController.namespace` of its chart. Default `azure-alb-system`, as there. */
  readonly controllerNamespace?: string;
}

/** An Application Gateway for Containers in its subnet, with all that the ALB Controller needs to configure it. */
export class StreamAgc extends Construct implements OnPath {
  readonly hop: Hop;
  readonly hops: readonly Hop[];
  /** Its `id` is the `albId` of a StreamHttpRoute's Gateway. */
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly frontend: ApplicationLoadBalancerFrontend;
  /** Undefined where the subnet is made elsewhere. */
  readonly subnet: Subnet | undefined;
  readonly association: ApplicationLoadBalancerSubnetAssociation;
  /** Its `clientId` is the chart's `albController.podIdentity.clientID`. */
  readonly identity: UserAssignedIdentity;
  readonly federatedCredential: FederatedIdentityCredential;
  readonly nodesRole: RoleAssignment;
  readonly configurationRole: RoleAssignment;
  readonly subnetRole: RoleAssignment;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamAgcProps,
  ) {
    requireStack(scope, id);
    requireProps(scope, id, props, REQUIRED);
    super(scope, id);
    const { name, subnet, controllerNamespace } = props;
    this.loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', passedThrough(props));
    const child = { name, applicationLoadBalancerId: this.loadBalancer.id, ...tagged(props) };
    this.frontend = new ApplicationLoadBalancerFrontend(this, 'Frontend', { ...child, name: this.frontendName });
    this.subnet = 'id' in subnet ? undefined : this.newSubnet(subnet);
    const subnetId = 'id' in subnet ? subnet.id : (this.subnet?.id ?? '');
    this.association = new ApplicationLoadBalancerSubnetAssociation(this, 'Association', {
      ...child,
      subnetId,
      ...this.following(),
    });
    this.identity = new UserAssignedIdentity(this, 'Identity', {
      name: `${name}-alb-controller`,
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      ...tagged(props),
    });
    this.federatedCredential = new FederatedIdentityCredential(this, 'FederatedCredential', {
      ...config.federationConfig(controllerNamespace),
      name: 'alb-controller',
      resourceGroupName: props.resourceGroupName,
      parentId: this.identity.id,
      issuer: props.cluster.oidcIssuerUrl,
      ...provided(props),
    });
    this.nodesRole = this.giveRole('NodesRole', roles.nodes, props.cluster.nodeResourceGroupId);
    // The id of the gateway begins with that of its resource group, which saves a look-up.
    const resourceGroupId = Fn.element(Fn.split('/providers/', this.loadBalancer.id), 0) as string;
    this.configurationRole = this.giveRole('ConfigurationRole', roles.configuration, resourceGroupId);
    this.subnetRole = this.giveRole('SubnetRole', roles.subnet, subnetId);
    const planned = planAgc(optionsOf(props));
    const owned = 'id' in subnet ? [] : ownedKeyRemarks(config.subnetConfig(subnet.addressPrefix), passedToSubnet(subnet));
    this.hop = { ...planned, remarks: [...planned.remarks, ...owned] };
    this.hops = [this.hop, unknownHop('what the gateway routes to')];
    proveAtSynthesis(this, { policy: props.policy });
    proveBeforeWriting(this);
  }

  /** The `frontend` of a StreamHttpRoute's Gateway. */
  get frontendName(): string {
    return this.props.frontendName ?? this.props.name;
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops);
  }

  private newSubnet(subnet: AgcSubnet): Subnet {
    const { name, resourceGroupName } = this.props;
    const { virtualNetworkName } = subnet;
    const passed = { name: `${name}-subnet`, resourceGroupName, ...provided(this.props), ...passedToSubnet(subnet) };
    return new Subnet(this, 'Subnet', { ...passed, virtualNetworkName, ...config.subnetConfig(subnet.addressPrefix) });
  }

  /** Azure never applies a changed subnet to an association, so a new subnet makes a new one. */
  private following() {
    return this.subnet === undefined ? {} : { lifecycle: { replaceTriggeredBy: [`${dependable(this.subnet)}.id`] } };
  }

  private giveRole(id: string, { name }: Role, scope: string): RoleAssignment {
    const principal = { principalId: this.identity.principalId, principalType: 'ServicePrincipal' };
    return new RoleAssignment(this, id, { roleDefinitionName: name, scope, ...principal, ...provided(this.props) });
  }
}

const REQUIRED = {
  policy: aPolicy,
  name: aText,
  resourceGroupName: aText,
  location: aText,
  subnet: either(objectWith({ virtualNetworkName: aText, addressPrefix: aText }), objectWith({ id: aText })),
  cluster: objectWith({ oidcIssuerUrl: aText, nodeResourceGroupId: aText }),
};

function passedThrough(props: StreamAgcProps): ApplicationLoadBalancerConfig {
  const { policy, frontendName, subnet, cluster, controllerNamespace, ...passed } = props;
  return passed;
}

function passedToSubnet({ virtualNetworkName, addressPrefix, ...passed }: AgcSubnet) {
  return passed;
}

const provided = ({ provider }: StreamAgcProps) => (provider === undefined ? {} : { provider });

const tagged = (props: StreamAgcProps) => ({ ...provided(props), ...(props.tags === undefined ? {} : { tags: props.tags }) });

function optionsOf({ name, subnet }: StreamAgcProps): AgcResourceOptions {
  const known = literal(name);
  return {
    object: `Application Gateway for Containers ${known ?? 'with a name known only at deployment'}`,
    name: known,
    subnet: 'id' in subnet ? 'existing' : { addressPrefix: literal(subnet.addressPrefix) },
  };
}
