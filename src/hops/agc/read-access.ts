import type { Remark } from '../../path/hop';
import { isExpression } from '../../terraform/attributes';
import { pointsTo, referenced } from '../../terraform/references';
import type { TerraformResource } from '../../terraform/resource';
import { roles, type Role } from './about';
import { agcFacts as facts } from './facts';
import * as remarks from './remarks';

const SUBJECT = /^system:serviceaccount:[^:]+:alb-controller-sa$/;

/**
 * Whether the ALB Controller may do its work. Where the input has no identity for it, somebody else provides one: another
 * stack, or the AKS add-on, which makes its own.
 */
export function readAccess(associations: readonly TerraformResource[], resources: readonly TerraformResource[]): Remark[] {
  const identity = controllerIdentity(resources);
  if (identity === undefined) return [];
  const assignments = resources.filter(
    (one) => one.type === 'azurerm_role_assignment' && pointsTo(one.attributes['principal_id'], one, identity),
  );
  const credentials = credentialsOf(identity, resources);
  return [
    ...Object.values(roles)
      .filter((role) => !assignments.some((assignment) => gives(assignment, role)))
      .map(remarks.roleMissing),
    ...assignments
      .filter((assignment) => gives(assignment, roles.subnet))
      .flatMap((assignment) => readScope(assignment, associations)),
    ...(credentials.length === 0 ? [remarks.federationMissing] : credentials.flatMap(readCredential)),
  ];
}

/** The identity that may configure the gateway, or else the one that signs in as the controller. */
function controllerIdentity(resources: readonly TerraformResource[]): TerraformResource | undefined {
  const identityOf = (key: string) => (one: TerraformResource) =>
    referenced(one.attributes[key], one, 'azurerm_user_assigned_identity', resources);
  return [
    ...resources.filter((one) => gives(one, roles.configuration)).map(identityOf('principal_id')),
    ...resources
      .filter(
        ({ type, attributes }) => type === 'azurerm_federated_identity_credential' && SUBJECT.test(String(attributes['subject'])),
      )
      .map(identityOf('parent_id')),
  ].find((found) => found !== undefined);
}

function gives({ type, attributes }: TerraformResource, { name, guid }: Role): boolean {
  if (type !== 'azurerm_role_assignment') return false;
  return attributes['role_definition_name'] === name || String(attributes['role_definition_id']).endsWith(guid);
}

/** A scope above the subnet is as good; two expressions are the same subnet only if they are the same text. */
function readScope({ name, attributes }: TerraformResource, associations: readonly TerraformResource[]): Remark[] {
  const scope = String(attributes['scope']);
  const covers = associations.some(({ attributes: { subnet_id: subnet } }) => String(subnet).startsWith(scope));
  return covers || associations.length === 0 ? [] : [remarks.roleElsewhere(roles.subnet, name, scope)];
}

function credentialsOf(identity: TerraformResource, resources: readonly TerraformResource[]): TerraformResource[] {
  return resources.filter(
    (one) => one.type === 'azurerm_federated_identity_credential' && pointsTo(one.attributes['parent_id'], one, identity),
  );
}

function readCredential({ name, attributes: { subject, audience } }: TerraformResource): Remark[] {
  const takesAudience = isExpression(audience) || (Array.isArray(audience) && audience.includes(facts.audience.fixed));
  return [
    ...(isExpression(subject) || SUBJECT.test(String(subject)) ? [] : [remarks.wrongSubject(name, subject)]),
    ...(takesAudience ? [] : [remarks.wrongAudience(name, audience)]),
  ];
}
