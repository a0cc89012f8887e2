import type { HopKind } from '../hop-kind';
import { writtenResource } from '../written-key';
import { roles } from './about';
import { federationConfig, subnetConfig } from './config';
import { agcFacts } from './facts';
import { planAgc } from './hop';

const PREFIX = '10.0.0.0/24';

export const agcKind: HopKind = {
  type: 'agc',
  title: 'Application Gateway for Containers, as Terraform makes it, with the access that its controller needs.',
  place: 'proxy',
  needs: { behind: ['http-route/agc', 'ingress-agc'] },
  facts: agcFacts,
  plan: () => planAgc({ object: 'Application Gateway for Containers sse', name: 'sse', subnet: { addressPrefix: PREFIX } }),
  write: () => [
    ...writtenResource(subnetConfig(PREFIX), 'azurerm_subnet'),
    ...writtenResource(federationConfig(), 'azurerm_federated_identity_credential'),
    ...Object.entries(roles).flatMap(([where, { name }]) =>
      writtenResource({ roleDefinitionName: name }, `azurerm_role_assignment[${where}]`),
    ),
  ],
};
