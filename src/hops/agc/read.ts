import type { Hop, Remark } from '../../path/hop';
import { blocksIn, isExpression, LATER, textsIn } from '../../terraform/attributes';
import { pointsTo, referenced } from '../../terraform/references';
import type { TerraformResource } from '../../terraform/resource';
import { DELEGATION, JOIN_SUBNET } from './about';
import { fixedSettings } from './hop';
import { readAccess } from './read-access';
import * as remarks from './remarks';

/** What an `azurerm_application_load_balancer` is, with all of the input that belongs to it. */
export function readAgc(gateway: TerraformResource, resources: readonly TerraformResource[]): Hop {
  const { name } = gateway.attributes;
  const ours = (kind: string) =>
    resources.filter(
      (one) =>
        one.type === `azurerm_application_load_balancer_${kind}` &&
        pointsTo(one.attributes['application_load_balancer_id'], one, gateway),
    );
  const associations = ours('subnet_association');
  return {
    type: 'agc',
    object: `Application Gateway for Containers ${isExpression(name) ? gateway.name : String(name)}`,
    layer: 'http',
    settings: fixedSettings,
    remarks: [
      ...(typeof name === 'string' && !isExpression(name) ? remarks.nameRemarks(name) : []),
      ...(ours('frontend').length === 0 ? [remarks.noFrontend] : []),
      ...remarks.associationRemarks(associations.length),
      ...associations.flatMap((association) => readAssociation(association, resources)),
      ...readAccess(associations, resources),
    ],
    suppressed: {},
    sources: [gateway, ...associations, ...associations.flatMap((one) => subnetOf(one, resources) ?? [])],
    beside: resources.filter(({ type }) => GIVES_ACCESS.includes(type)),
  };
}

const GIVES_ACCESS = ['azurerm_role_assignment', 'azurerm_federated_identity_credential'];

const subnetOf = (association: TerraformResource, resources: readonly TerraformResource[]): TerraformResource | undefined =>
  referenced(association.attributes['subnet_id'], association, 'azurerm_subnet', resources);

function readAssociation(association: TerraformResource, resources: readonly TerraformResource[]): Remark[] {
  const subnet = subnetOf(association, resources);
  if (subnet === undefined) return [remarks.subnetElsewhere];
  const lifecycle = blocksIn(association.attributes, 'lifecycle');
  const follows = lifecycle !== LATER && lifecycle.some((block) => textsIn(block, 'replace_triggered_by').length > 0);
  return [...readSubnet(subnet), ...(follows ? [] : [remarks.changeIgnored])];
}

function readSubnet({ attributes }: TerraformResource): Remark[] {
  const delegations = blocksIn(attributes, 'delegation');
  const isDelegated =
    delegations === LATER ||
    delegations.some((delegation) => {
      const services = blocksIn(delegation, 'service_delegation');
      return (
        services === LATER ||
        services.some((service) => service['name'] === DELEGATION && textsIn(service, 'actions').includes(JOIN_SUBNET))
      );
    });
  return [
    ...textsIn(attributes, 'address_prefixes').flatMap(remarks.prefixRemarks),
    ...(isDelegated ? [] : [remarks.delegationMissing]),
  ];
}
