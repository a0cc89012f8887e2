import { rejected } from '../../path/remark';
import type { Remark } from '../../path/hop';
import { DELEGATION, JOIN_SUBNET, type Role } from './about';
import { agcFacts as facts } from './facts';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}[a-zA-Z0-9]$/;
const SUBNET = 'azurerm_subnet';
const ASSOCIATION = 'azurerm_application_load_balancer_subnet_association';
const CREDENTIAL = 'azurerm_federated_identity_credential';

/** What another stack, or the AKS add-on, may well provide. */
const maybeElsewhere = (remark: Remark): Remark => ({ ...remark, level: 'unknown' });

export function nameRemarks(name: string): Remark[] {
  return NAME.test(name)
    ? []
    : [
        rejected(
          `name is "${name}"`,
          'it takes 2 to 64 letters, digits, "_", "." and "-", with a letter or digit at both ends',
          'change name',
          facts.name,
        ),
      ];
}

/** The size of a subnet, by its CIDR prefix. */
export function prefixRemarks(prefix: string): Remark[] {
  const bits = /^\d+\.\d+\.\d+\.\d+\/(\d+)$/.exec(prefix)?.[1];
  const key = `${SUBNET} address_prefixes`;
  const found = `${key} is ${prefix}`;
  if (bits === undefined) {
    return [
      rejected(found, 'it takes an IPv4 range in CIDR notation', 'write a range such as 10.0.4.0/24', facts.subnetSize, key),
    ];
  }
  const addresses = 2 ** (32 - Number(bits));
  if (addresses < facts.subnetSize.min) {
    return [
      rejected(
        `${found}, ${addresses} addresses`,
        `an association needs ${facts.subnetSize.min}`,
        'give the subnet a /24',
        facts.subnetSize,
        key,
      ),
    ];
  }
  if (addresses === facts.subnetSize.min) return [];
  return [
    {
      ...rejected(
        found,
        'with Azure CNI Overlay it must be exactly a /24',
        'give the subnet a /24, unless the cluster has no overlay',
        facts.overlaySubnet,
        key,
      ),
      level: 'note',
    },
  ];
}

export const subnetElsewhere: Remark = maybeElsewhere(
  rejected(
    `the subnet is not in the input`,
    `it must be delegated to ${DELEGATION} and be a /24`,
    'look at the subnet where it is made',
    facts.delegation,
    `${ASSOCIATION} subnet_id`,
  ),
);

export const delegationMissing: Remark = rejected(
  `${SUBNET} delegation does not name ${DELEGATION} with the action ${JOIN_SUBNET}`,
  'the subnet of an association must be delegated so',
  `set delegation.service_delegation to name ${DELEGATION} and actions ["${JOIN_SUBNET}"]`,
  facts.delegation,
  `${SUBNET} delegation`,
);

export function associationRemarks(associations: number): Remark[] {
  const found = `the gateway has ${associations} ${ASSOCIATION}`;
  if (associations === 1) return [];
  const { oneAssociation: fact } = facts;
  return associations === 0
    ? [
        maybeElsewhere(
          rejected(found, 'traffic enters the virtual network through one', 'add one, unless another stack has it', fact),
        ),
      ]
    : [rejected(found, 'it takes one at most', 'keep one', fact)];
}

export const noFrontend: Remark = maybeElsewhere(
  rejected(
    'the gateway has no azurerm_application_load_balancer_frontend',
    'clients connect to a frontend, and each Gateway names one',
    'add one',
    facts.oneAssociation,
  ),
);

export const changeIgnored: Remark = {
  rule: 'setting-ignored-by-target',
  found: 'the association does not follow its subnet',
  need: 'a changed subnet_id shows in the plan and is never applied',
  fix: 'set lifecycle.replace_triggered_by of the association to the id of the subnet',
  fact: facts.associationSubnet,
  key: `${ASSOCIATION} lifecycle`,
  level: 'note',
};

export function roleMissing({ name, guid, lets, fact }: Role): Remark {
  return maybeElsewhere(
    rejected(
      `the ALB Controller's identity has no role ${name}`,
      `the controller needs it to ${lets}`,
      `add an azurerm_role_assignment of role ${name} (${guid})`,
      fact,
    ),
  );
}

export function roleElsewhere({ name, fact }: Role, assignment: string, scope: string): Remark {
  return maybeElsewhere(
    rejected(
      `the role ${name} is given on ${scope}`,
      'it is needed on the subnet of the association',
      'set scope to the subnet of the association',
      fact,
      `azurerm_role_assignment/${assignment} scope`,
    ),
  );
}

export const federationMissing: Remark = maybeElsewhere(
  rejected(
    "the ALB Controller's identity has no azurerm_federated_identity_credential",
    'the controller signs in by it',
    'add one for the cluster',
    facts.federation,
  ),
);

export const wrongSubject = (credential: string, subject: unknown): Remark =>
  rejected(
    `${CREDENTIAL} subject is ${JSON.stringify(subject)}`,
    'the controller signs in as the service account alb-controller-sa of its namespace',
    `set subject to system:serviceaccount:${facts.federation.default}:alb-controller-sa`,
    facts.federation,
    `${CREDENTIAL}/${credential} subject`,
  );

export const wrongAudience = (credential: string, audience: unknown): Remark =>
  rejected(
    `${CREDENTIAL} audience is ${JSON.stringify(audience)}`,
    'workload identity exchanges tokens for its own audience only',
    `set audience to ["${facts.audience.fixed}"]`,
    facts.audience,
    `${CREDENTIAL}/${credential} audience`,
  );
