import { remarksOnly, type Rule } from './rule';

export const controllerOwnsGatewaySettings: Rule = {
  id: 'controller-owns-gateway-settings',
  level: 'error',
  title: 'Terraform leaves alone what an ingress controller configures.',
  symptom: 'After each terraform apply the routes are gone until the controller writes them again, and streams are cut.',
  cause:
    'Terraform and an ingress controller both write the same settings of one gateway, and each undoes the work of the other.',
  remedy: 'List in lifecycle.ignore_changes all that the controller rewrites.',
  aspects: [],
  provenBy: [{ command: 'terraform plan', shows: 'no change of what the controller wrote' }],
  ask: remarksOnly,
};
