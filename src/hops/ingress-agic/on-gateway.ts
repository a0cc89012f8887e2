import type { KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { blocksIn, LATER, textIn, type Block } from '../../terraform/attributes';
import { isLeftToOthers } from '../application-gateway/read-remarks';
import { keyOf } from './about';
import { isOn, written } from './annotations';
import { agicFacts as facts } from './facts';

const DROPPED = {
  need: 'the controller drops the whole Ingress, and nothing serves the stream',
  fact: facts.onGateway,
};

/** Annotations that name things of the gateway, by the Terraform blocks that make these. */
const NAMES = [
  { annotation: 'appgw-ssl-certificate', block: 'ssl_certificate', ...DROPPED },
  { annotation: 'appgw-ssl-profile', block: 'ssl_profile', ...DROPPED },
  {
    annotation: 'rewrite-rule-set',
    block: 'rewrite_rule_set',
    need: 'the controller hands the name on unchecked, in one request with the whole configuration of the gateway',
    fact: facts.rewriteRuleSet,
  },
];

/** What the Ingress wants of its gateway and Terraform does not give that. */
export function onGatewayRemarks(ingress: KubeObject, gateway: Block): Remark[] {
  return [...NAMES.flatMap((one) => missingName(ingress, gateway, one)), ...privateAddress(ingress, gateway)];
}

function missingName(ingress: KubeObject, gateway: Block, { annotation, block, need, fact }: (typeof NAMES)[number]): Remark[] {
  const wanted = written(ingress, annotation);
  const names = namesIn(gateway, block);
  if (wanted === undefined || names === undefined || names.includes(wanted)) return [];
  const known = names.length === 0 ? `has no ${block}` : `has the ${block} ${names.join(', ')}`;
  const key = keyOf(annotation);
  const fix = `write ${block} "${wanted}" into the azurerm_application_gateway, or correct ${key}`;
  return [rejected(`${key} is "${wanted}" and the gateway ${known}`, need, fix, fact, key)];
}

/** Undefined where they are not all in the input. */
function namesIn(gateway: Block, block: string): string[] | undefined {
  const blocks = blocksIn(gateway, block);
  if (blocks === LATER || isLeftToOthers(gateway, block)) return undefined;
  const names = blocks.map((one) => textIn(one, 'name'));
  return names.every((name) => typeof name === 'string') ? names : undefined;
}

function privateAddress(ingress: KubeObject, gateway: Block): Remark[] {
  const frontends = blocksIn(gateway, 'frontend_ip_configuration');
  if (!isOn(ingress, 'use-private-ip') || frontends === LATER) return [];
  if (isLeftToOthers(gateway, 'frontend_ip_configuration')) return [];
  if (frontends.some((frontend) => frontend['public_ip_address_id'] === undefined)) return [];
  const key = keyOf('use-private-ip');
  return [
    rejected(
      `${key} is "true" and the gateway has no private frontend`,
      DROPPED.need,
      `give the azurerm_application_gateway a frontend_ip_configuration with subnet_id and private_ip_address, or remove ${key}`,
      DROPPED.fact,
      key,
    ),
  ];
}
