import { associationShape, frontendShape, trafficControllerShape } from '../../hops/agc/arm';
import { clusterAsProvider, clusterShape, firewallShape, natGatewayShape } from '../../hops/aks/arm';
import { asProvider, gatewayShape, publicIpShape } from '../../hops/application-gateway/arm';
import {
  assignmentShape,
  databaseAsProvider,
  databaseShape,
  isManagedRedis,
  redisAsProvider,
  redisShape,
} from '../../hops/redis-backplane/managed/arm';
import { roleAssignmentShape, serviceAsProvider, serviceShape } from '../../hops/signalr/arm';
import type { ArmShape } from '../../terraform/arm-shape';
import type { Block } from '../../terraform/attributes';

/** A type of Azure's as the provider has it. */
export interface ArmKind {
  readonly type: string;
  readonly shape: ArmShape;
  /** The attribute that refers to what it is part of, and how many names above its own that is. Default: the one before. */
  readonly parent?: { readonly attribute: string; readonly type: string; readonly above?: number };
  /** What a shape cannot say. */
  readonly asProvider?: (attributes: Block) => Block;
  /** Whether it is the product that the provider's type is of. */
  readonly isOurs?: (attributes: Block) => boolean;
  /** The property in which Azure's command line prints resources that belong to it. */
  readonly printedInside?: string;
}

const inController = { attribute: 'application_load_balancer_id', type: 'azurerm_application_load_balancer' };

const TYPES = new Map<string, ArmKind>(
  Object.entries<ArmKind>({
    'microsoft.network/applicationgateways': { type: 'azurerm_application_gateway', shape: gatewayShape, asProvider },
    'microsoft.network/publicipaddresses': { type: 'azurerm_public_ip', shape: publicIpShape },
    'microsoft.network/natgateways': { type: 'azurerm_nat_gateway', shape: natGatewayShape },
    'microsoft.network/azurefirewalls': { type: 'azurerm_firewall', shape: firewallShape },
    'microsoft.servicenetworking/trafficcontrollers': {
      type: 'azurerm_application_load_balancer',
      shape: trafficControllerShape,
    },
    'microsoft.servicenetworking/trafficcontrollers/frontends': {
      type: 'azurerm_application_load_balancer_frontend',
      shape: frontendShape,
      parent: inController,
    },
    'microsoft.servicenetworking/trafficcontrollers/associations': {
      type: 'azurerm_application_load_balancer_subnet_association',
      shape: associationShape,
      parent: inController,
    },
    'microsoft.containerservice/managedclusters': {
      type: 'azurerm_kubernetes_cluster',
      shape: clusterShape,
      asProvider: clusterAsProvider,
    },
    'microsoft.signalrservice/signalr': {
      type: 'azurerm_signalr_service',
      shape: serviceShape,
      asProvider: serviceAsProvider,
    },
    'microsoft.authorization/roleassignments': { type: 'azurerm_role_assignment', shape: roleAssignmentShape },
    'microsoft.cache/redisenterprise': {
      type: 'azurerm_managed_redis',
      shape: redisShape,
      asProvider: redisAsProvider,
      isOurs: isManagedRedis,
      printedInside: 'databases',
    },
    // The provider has it as a block of the instance, and by this name for the product before.
    'microsoft.cache/redisenterprise/databases': {
      type: 'azurerm_redis_enterprise_database',
      shape: databaseShape,
      asProvider: databaseAsProvider,
      parent: { attribute: 'cluster_id', type: 'azurerm_managed_redis' },
    },
    'microsoft.cache/redisenterprise/databases/accesspolicyassignments': {
      type: 'azurerm_managed_redis_access_policy_assignment',
      shape: assignmentShape,
      parent: { attribute: 'managed_redis_id', type: 'azurerm_managed_redis', above: 2 },
    },
  }),
);

export const kindOf = (type: string | undefined): ArmKind | undefined => TYPES.get(type?.toLowerCase() ?? '');
