import { rejected } from '../../path/remark';
import type { Remark } from '../../path/hop';
import { blocksIn, isExpression, LATER, numberIn, textIn, textsIn, type Block } from '../../terraform/attributes';
import { CONTROLLER_IGNORED, CONTROLLER_TAG } from './about';
import { knownBlocksIn } from './blocks';
import { applicationGatewayFacts as facts } from './facts';
import * as remarks from './remarks';

const V2_SKUS = ['Basic', 'Standard_v2', 'WAF_v2'];
const DEAD_TLS_POLICIES = ['AppGwSslPolicy20150501', 'AppGwSslPolicy20170401'];
const DEAD_TLS_VERSIONS = ['TLSv1_0', 'TLSv1_1'];

/** Whether the ingress controller writes the gateway's routes. Only a controller makes Terraform ignore the backend settings. */
export function configuredByController(gateway: Block): boolean {
  const ignored = ignoredChanges(gateway);
  return ignored === 'all' || ignored.includes('backend_http_settings');
}

/** Whether the input says nothing of these blocks, because Terraform leaves them to others. */
export function isLeftToOthers(gateway: Block, name: string): boolean {
  const ignored = ignoredChanges(gateway);
  return ignored === 'all' || ignores(ignored, name);
}

/** What is wrong with the gateway as a whole. */
export function readGatewayRemarks(gateway: Block): Remark[] {
  return [
    ...(['count', 'for_each'].some((name) => isExpression(gateway[name])) ? [remarks.unknownNumber] : []),
    ...readController(gateway),
    ...readSku(gateway),
    ...readCapacity(gateway),
    ...(isExpression(gateway['zones']) ? [] : remarks.zoneRemarks(listLength(gateway['zones']))),
    ...readCertificates(gateway),
    ...readTlsPolicy(gateway),
  ];
}

function readController(gateway: Block): Remark[] {
  const ignored = ignoredChanges(gateway);
  if (ignored === 'all' || !(isTagged(gateway) || ignored.includes('backend_http_settings'))) return [];
  const missing = CONTROLLER_IGNORED.filter((name) => !ignores(ignored, name));
  return remarks.controllerRemarks(missing, isTagged(gateway));
}

/** Whether the gateway itself says that the ingress controller configures it. */
export function isTagged({ tags }: Block): boolean {
  return typeof tags === 'object' && tags !== null && CONTROLLER_TAG in tags;
}

/** To ignore all tags is to ignore the controller's too. */
function ignores(ignored: readonly string[], name: string): boolean {
  const [attribute = name] = name.split('[');
  return ignored.includes(name) || ignored.includes(attribute);
}

function ignoredChanges(gateway: Block): readonly string[] | 'all' {
  const blocks = knownBlocksIn(gateway, 'lifecycle');
  if (blocks.some((block) => block['ignore_changes'] === 'all')) return 'all';
  return blocks.flatMap((block) => textsIn(block, 'ignore_changes'));
}

function readSku(gateway: Block): Remark[] {
  return knownBlocksIn(gateway, 'sku').flatMap((sku) => {
    const name = textIn(sku, 'name');
    if (typeof name !== 'string' || V2_SKUS.includes(name)) return [];
    return [
      {
        rule: 'hop-retired',
        found: `sku.name is ${name}, a v1 SKU`,
        need: 'v1 is unsupported since 2026-04-28',
        fix: 'migrate to Standard_v2 or WAF_v2',
        fact: facts.sku,
        key: 'sku.name',
      },
    ];
  });
}

function readCapacity(gateway: Block): Remark[] {
  const autoscale = blocksIn(gateway, 'autoscale_configuration');
  if (autoscale === LATER) return [];
  const [range] = autoscale;
  if (range !== undefined) {
    const min = literal(numberIn(range, 'min_capacity'));
    const max = literal(numberIn(range, 'max_capacity'));
    return [
      ...(min === undefined ? [] : remarks.minCapacityRemarks(min)),
      ...(max === undefined ? [] : remarks.maxCapacityRemarks(min, max)),
    ];
  }
  return knownBlocksIn(gateway, 'sku').flatMap((sku) => {
    const capacity = numberIn(sku, 'capacity');
    if (capacity === LATER) return [];
    if (capacity !== undefined) return remarks.capacityRemarks('sku.capacity', capacity);
    const found = 'neither sku.capacity nor autoscale_configuration is set';
    return [
      rejected(found, 'the gateway needs one of them', 'add autoscale_configuration with min_capacity 2', facts.maxCapacity),
    ];
  });
}

function readCertificates(gateway: Block): Remark[] {
  const secrets = knownBlocksIn(gateway, 'ssl_certificate').map((certificate) => textIn(certificate, 'key_vault_secret_id'));
  const identities = knownBlocksIn(gateway, 'identity').map((identity) => identity['identity_ids']);
  if (secrets.every((secret) => secret === undefined)) return [];
  return [
    ...secrets.flatMap((secret) => (typeof secret === 'string' ? remarks.certificateRemarks(secret) : [])),
    ...(identities.some(isExpression)
      ? []
      : remarks.identityRemarks(identities.flatMap(listLength).reduce((sum, one) => sum + one, 0))),
  ];
}

function readTlsPolicy(gateway: Block): Remark[] {
  const policies = blocksIn(gateway, 'ssl_policy');
  if (policies === LATER) return [];
  const fix = 'set ssl_policy.policy_type to "Predefined" and policy_name to "AppGwSslPolicy20220101"';
  if (!policies.some((policy) => policy['policy_name'] !== undefined || policy['min_protocol_version'] !== undefined)) {
    const need =
      'the gateway needs a policy of TLS 1.2 or later; the default depends on the API version the gateway was made with';
    return [
      {
        rule: 'secure-transport',
        found: 'ssl_policy names no policy and no version',
        need,
        fix,
        fact: facts.tlsPolicyDefault,
        key: 'ssl_policy',
        level: 'warning',
      },
    ];
  }
  return policies.flatMap((policy) =>
    [...textsIn(policy, 'policy_name'), ...textsIn(policy, 'min_protocol_version')]
      .filter((value) => DEAD_TLS_POLICIES.includes(value) || DEAD_TLS_VERSIONS.includes(value))
      .map((value) =>
        rejected(`ssl_policy names ${value}`, 'TLS 1.0 and 1.1 ended on 2025-08-31', fix, facts.tlsPolicy, 'ssl_policy'),
      ),
  );
}

const literal = <T>(value: T | typeof LATER): T | undefined => (value === LATER ? undefined : value);

const listLength = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
