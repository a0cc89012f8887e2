import type { Fact } from '../../path/fact';
import { agcFacts as facts } from './facts';

/** The product's name and the fact of each setting, shared by plan and read. */
export const about = {
  connectionIdle: { name: 'HTTP idle timeout', fact: facts.connectionIdle },
  http2: { name: 'HTTP/2', fact: facts.http2 },
};

export const DELEGATION = 'Microsoft.ServiceNetworking/trafficControllers';
export const JOIN_SUBNET = 'Microsoft.Network/virtualNetworks/subnets/join/action';

/** A built-in role of Azure; Terraform takes its name or an id that ends in its GUID. */
export interface Role {
  readonly name: string;
  readonly guid: string;
  /** What the ALB Controller does with it. */
  readonly lets: string;
  readonly fact: Fact;
}

/** What the ALB Controller's identity may do, by where: the cluster's nodes, the gateway's resource group, the subnet. */
export const roles = {
  nodes: {
    name: 'Reader',
    guid: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    lets: 'read the resource group of the nodes',
    fact: facts.nodesRole,
  },
  configuration: {
    name: 'AppGw for Containers Configuration Manager',
    guid: 'fbc52c3f-28ad-4303-a892-8a056630b8f1',
    lets: 'configure the gateway, which Owner and Contributor may not',
    fact: facts.configurationRole,
  },
  subnet: {
    name: 'Network Contributor',
    guid: '4d97b98b-1d4f-4787-a291-c67834d212e7',
    lets: 'join the subnet',
    fact: facts.subnetRole,
  },
} satisfies Record<string, Role>;
