import type { Duration } from '../../policy/duration';
import type { Fact } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { CONTROLLER_TAG } from './about';
import { applicationGatewayFacts as facts } from './facts';

/** A Key Vault secret id ends in the secret's name, or in a version after it. */
const VERSIONED = /\/secrets\/[^/]+\/[^/]+\/?$/;

export function rejected(found: string, need: string, fix: string, fact: Fact): Remark {
  return { rule: 'value-rejected-by-target', found, need, fix, fact };
}

export function certificateRemarks(keyVaultSecretId: string): Remark[] {
  if (!VERSIONED.test(keyVaultSecretId)) return [];
  return [
    {
      rule: 'secure-transport',
      found: `key_vault_secret_id is ${keyVaultSecretId}, which names one version`,
      need: 'the gateway follows a rotated certificate only by an id without version; this one lasts until the certificate expires',
      fix: 'use the versionless secret id',
      fact: facts.keyVaultCertificate,
    },
  ];
}

export function identityRemarks(identities: number): Remark[] {
  if (identities > 0) return [];
  return [
    {
      rule: 'value-rejected-by-target',
      found: 'a certificate comes from Key Vault and the gateway has no user-assigned identity',
      need: 'an identity that may get the secret',
      fix: 'set identity.identity_ids to a user-assigned identity with the role Key Vault Secrets User',
      fact: facts.keyVaultCertificate,
    },
  ];
}

/** `external` is undefined where the input does not tell. */
export function externalBackendRemarks(key: string, timeout: Duration, external: boolean | undefined): Remark[] {
  const { max } = facts.externalRequestTimeout;
  if (external === false || !timeout.isLongerThan(max)) return [];
  return [
    {
      rule: 'value-rejected-by-target',
      found: `${key} is ${timeout} and the backend ${external ? 'has a public address' : 'may have a public address: only its name is in the input'}`,
      need: `for an external backend the service takes ${max} or less`,
      fix: `set ${key} to ${max.toSeconds()} or less and the heartbeat to a quarter of it`,
      fact: facts.externalRequestTimeout,
      ...(external ? {} : { level: 'unknown' as const }),
    },
  ];
}

export function capacityRemarks(key: string, instances: number): Remark[] {
  if (instances >= facts.capacity.min) return [];
  return [
    {
      rule: 'rollout-keeps-capacity',
      found: `${key} is ${instances}`,
      need: `${facts.capacity.min} instances or more, or an update of the gateway takes all streams at once`,
      fix: `set ${key} to ${facts.capacity.min} or more`,
      fact: facts.capacity,
      level: 'warning',
    },
  ];
}

export function maxCapacityRemarks(min: number | undefined, max: number): Remark[] {
  const least = Math.max(min ?? 0, facts.capacity.min);
  if (max >= least && max <= facts.maxCapacity.max) return [];
  return [
    {
      rule: 'value-rejected-by-target',
      found: `autoscale_configuration.max_capacity is ${max}`,
      need: `it takes ${least} to ${facts.maxCapacity.max}`,
      fix: `set autoscale_configuration.max_capacity to ${facts.maxCapacity.default}`,
      fact: facts.maxCapacity,
    },
  ];
}

export function zoneRemarks(zones: number): Remark[] {
  if (zones > 1) return [];
  return [
    {
      rule: 'rollout-keeps-capacity',
      found: zones === 0 ? 'zones is not set' : 'zones names one zone',
      need: 'instances in two zones or more, where the region has them',
      fix: 'set zones to ["1", "2", "3"]; that makes a new gateway',
      fact: facts.zones,
      level: 'note',
    },
  ];
}

export function noBackendRemarks(key: string): Remark[] {
  return [
    {
      rule: 'value-rejected-by-target',
      found: `${key} has no address`,
      need: 'a backend, or nothing answers',
      fix: 'give fqdns or ipAddresses, or backends: "ingress-controller" where the ingress controller fills the pool',
      fact: facts.backendPool,
    },
  ];
}

export function controllerRemarks(missing: readonly string[]): Remark[] {
  if (missing.length === 0) return [];
  return [
    {
      rule: 'controller-owns-gateway-settings',
      found: `the ingress controller configures this gateway (tag ${CONTROLLER_TAG}, or lifecycle.ignore_changes), and lifecycle.ignore_changes lacks ${missing.join(', ')}`,
      need: 'Terraform must ignore changes to all that the controller rewrites, or each apply undoes its routes and cuts the streams on them',
      fix: `add ${missing.map((name) => `"${name}"`).join(', ')} to lifecycle.ignore_changes`,
      fact: facts.controllerRewrites,
    },
  ];
}

export function cookieCollisionRemarks(cookie: string, settings: readonly string[]): Remark[] {
  return [
    {
      rule: 'affinity-cookie-name-collision',
      found: `the backend settings ${settings.join(' and ')} share the affinity cookie ${cookie}`,
      need: 'a name of its own for each, or one overwrites the other’s cookie and clients change backends',
      fix: 'set affinity_cookie_name of each backend setting',
      fact: facts.affinityNames,
    },
  ];
}
