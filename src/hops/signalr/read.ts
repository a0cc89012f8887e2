import type { Hop, Remark } from '../../path/hop';
import { blocksIn, booleanIn, isExpression, LATER, numberIn, textIn, textsIn, type Block } from '../../terraform/attributes';
import { pointsTo } from '../../terraform/references';
import type { TerraformResource } from '../../terraform/resource';
import { suppressionsIn } from '../../terraform/suppressions';
import { ROLES, signalrObject } from './about';
import { serviceInArmWords } from './arm';
import { TIERS } from './capacity';
import { signalrFacts as facts } from './facts';
import { signalrSettings } from './hop';
import * as remarks from './remarks';

/** What an `azurerm_signalr_service` is, with the roles on it. */
export function readSignalr(service: TerraformResource, resources: readonly TerraformResource[]): Hop {
  const { attributes } = service;
  const name = attributes['name'];
  const hop: Hop = {
    type: 'signalr',
    object: signalrObject(typeof name === 'string' && !isExpression(name) ? name : service.name),
    layer: 'http',
    settings: signalrSettings,
    remarks: [
      ...remarks.takenOver,
      ...skuRemarks(attributes),
      ...modeRemarks(attributes),
      ...originRemarks(attributes),
      ...accessRemarks(service, resources),
    ],
    suppressed: suppressionsIn(attributes),
  };
  return service.kind === undefined ? hop : serviceInArmWords(hop);
}

function skuRemarks(attributes: Block): Remark[] {
  const blocks = blocksIn(attributes, 'sku');
  const [sku] = blocks === LATER ? [] : blocks;
  if (sku === undefined) return [];
  const [tier, capacity] = [textIn(sku, 'name'), numberIn(sku, 'capacity')];
  if (typeof tier !== 'string') return [];
  if (!TIERS.includes(tier)) return [remarks.unknownTier(tier)];
  return [
    ...(typeof capacity === 'number' ? remarks.capacityRemarks(tier, capacity) : []),
    ...(tier === 'Free_F1' ? [remarks.freeTier, ...freeRemarks(attributes)] : []),
  ];
}

function freeRemarks(attributes: Block): Remark[] {
  return [
    ...(booleanIn(attributes, 'public_network_access_enabled') === false ? ['public_network_access_enabled'] : []),
    ...(booleanIn(attributes, 'tls_client_cert_enabled') === true ? ['tls_client_cert_enabled'] : []),
  ].map(remarks.notOnFree);
}

const modeOf = (attributes: Block) => textIn(attributes, 'service_mode') ?? facts.serviceMode.default;

function modeRemarks(attributes: Block): Remark[] {
  const mode = modeOf(attributes);
  const upstreams = blocksIn(attributes, 'upstream_endpoint');
  if (mode === LATER) return [];
  if (!['Default', 'Serverless', 'Classic'].includes(mode)) return [remarks.unknownMode(mode)];
  return [
    ...(mode === 'Classic' ? [remarks.classicMode] : []),
    ...(mode !== 'Serverless' && upstreams !== LATER && upstreams.length > 0 ? [remarks.upstreamIgnored(mode)] : []),
  ];
}

/** Where there is no block, Azure decides. */
function originRemarks(attributes: Block): Remark[] {
  const blocks = blocksIn(attributes, 'cors');
  if (blocks === LATER) return [];
  return blocks.flatMap((block) => {
    if (isExpression(block['allowed_origins'])) return [];
    const written = block['allowed_origins'];
    const isEmpty = written === undefined || (Array.isArray(written) && written.length === 0);
    return isEmpty ? [remarks.noOrigin] : textsIn(block, 'allowed_origins').flatMap(ofOrigin);
  });
}

function ofOrigin(text: string): Remark[] {
  if (text === '*') return [remarks.anyOrigin];
  return URL.canParse(text) && new URL(text).origin === text ? [] : [remarks.notAnOrigin(text)];
}

function accessRemarks(service: TerraformResource, resources: readonly TerraformResource[]): Remark[] {
  const { attributes, kind } = service;
  const isArm = kind !== undefined;
  const isServerless = modeOf(attributes) === 'Serverless';
  const roles = resources
    .filter(({ type }) => type === 'azurerm_role_assignment')
    .filter((one) => pointsTo(one.attributes['scope'], one, service))
    .map((one) => one.attributes['role_definition_name']);
  const keys = booleanIn(attributes, 'local_auth_enabled') ?? facts.localAuth.default;
  const needed = isServerless ? ROLES.negotiator : ROLES.server;
  const isLetIn = roles.some((role) => role === needed || role === ROLES.negotiator || typeof role !== 'string');
  return [
    ...(isServerless && roles.includes(ROLES.server) ? [remarks.serversRefused] : []),
    ...(keys === true ? [remarks.keysOn(attributes['local_auth_enabled'] !== undefined, isArm)] : []),
    ...(keys === false && !isLetIn ? [remarks.nobodyLetIn(needed, isArm)] : []),
  ];
}
