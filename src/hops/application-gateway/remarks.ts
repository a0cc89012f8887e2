import { rejected } from '../../path/remark';
import type { Duration } from '../../policy/duration';
import type { Remark } from '../../path/hop';
import { CONTROLLER_TAG } from './about';
import { applicationGatewayFacts as facts } from './facts';

const SECRET = /^https:\/\/[^/]+\/(secrets|certificates)\/[^/]+/;
/** A Key Vault secret id ends in the secret's name, or in a version after it. */
const VERSIONED = /\/(secrets|certificates)\/[^/]+\/[^/]+\/?$/;

export function certificateRemarks(keyVaultSecretId: string): Remark[] {
  if (!SECRET.test(keyVaultSecretId)) {
    return [
      rejected(
        `key_vault_secret_id is "${keyVaultSecretId}"`,
        'it takes the URL of a secret in a Key Vault',
        'write it as https://<vault>.vault.azure.net/secrets/<name>',
        facts.keyVaultSecret,
        'ssl_certificate[].key_vault_secret_id',
      ),
    ];
  }
  if (!VERSIONED.test(keyVaultSecretId)) return [];
  return [
    {
      rule: 'secure-transport',
      found: `key_vault_secret_id is ${keyVaultSecretId}, which names one version`,
      need: 'the gateway follows a rotated certificate only by an id without version; this one lasts until the certificate expires',
      fix: 'use the versionless secret id',
      fact: facts.keyVaultCertificate,
      key: 'ssl_certificate[].key_vault_secret_id',
    },
  ];
}

export function identityRemarks(identities: number): Remark[] {
  if (identities > 0) return [];
  return [
    {
      rule: 'value-rejected-by-target',
      found: 'a certificate comes from Key Vault and the gateway has no user-assigned identity',
      need: 'the gateway reads the certificate as an identity that may get the secret',
      fix: 'set identity.identity_ids to a user-assigned identity with the role Key Vault Secrets User',
      fact: facts.keyVaultCertificate,
      key: 'identity',
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
      key,
      ...(external ? {} : { level: 'unknown' as const }),
    },
  ];
}

/** For a request timeout that is shorter than the policy asks, because nobody said that the backend is private. */
export function shortenedRemarks(key: string, wanted: Duration, planned: Duration): Remark[] {
  if (!wanted.isLongerThan(planned)) return [];
  return [
    {
      rule: 'value-rejected-by-target',
      found: `${key} is ${planned} instead of ${wanted}, because the backend has or may have a public address`,
      need: `for an external backend the service takes ${planned} or less`,
      fix: 'set backends.external to false where the servers have private addresses, else set the heartbeat to a quarter of the timeout',
      fact: facts.externalRequestTimeout,
      key,
      level: 'note',
    },
  ];
}

/** For affinity and draining together. */
export function drainingAffinity(key: string): Remark {
  return {
    rule: 'gateway-drain-timeout',
    found: `${key} is "Enabled" and connection draining is on`,
    need: 'requests with the affinity cookie keep going to a backend that is leaving the pool, so clients that reconnect come back to it; no source says that a failing probe ends this',
    fix: 'let a leaving server accept streams until it exits, and end each with a retry delay, so that its client returns when the server is gone',
    fact: facts.drainingAffinity,
    key,
    level: 'note',
  };
}

export function minCapacityRemarks(min: number): Remark[] {
  const key = 'autoscale_configuration.min_capacity';
  const { minCapacity: fact, capacity } = facts;
  if (min >= fact.min && min <= fact.max) return capacityRemarks(key, min);
  const fix = min < fact.min ? `set ${key} to ${capacity.min} or more` : `set ${key} to ${fact.max} or less`;
  return [rejected(`${key} is ${min}`, `it takes ${fact.min} to ${fact.max}`, fix, fact, key)];
}

export function capacityRemarks(key: string, instances: number): Remark[] {
  if (instances >= facts.capacity.min) return [];
  return [
    {
      rule: 'rollout-keeps-capacity',
      found: `${key} is ${instances}`,
      need: `it takes ${facts.capacity.min} instances or more, or an update of the gateway takes all streams at once`,
      fix: `set ${key} to ${facts.capacity.min} or more`,
      fact: facts.capacity,
      key,
      level: 'warning',
    },
  ];
}

export function maxCapacityRemarks(min: number | undefined, max: number): Remark[] {
  const key = 'autoscale_configuration.max_capacity';
  const least = Math.max(Math.min(min ?? 0, facts.minCapacity.max), facts.capacity.min);
  if (max >= least && max <= facts.maxCapacity.max) return [];
  return [
    {
      rule: 'value-rejected-by-target',
      found: `${key} is ${max}${min === least ? ` and min_capacity ${min}` : ''}`,
      need: `it takes ${least} to ${facts.maxCapacity.max}${min === least ? ', never less than min_capacity' : ''}`,
      fix: max < least ? `set ${key} to ${least} or more` : `set ${key} to ${facts.maxCapacity.max} or less`,
      fact: facts.maxCapacity,
      key,
    },
  ];
}

export function zoneRemarks(zones: number): Remark[] {
  if (zones > 1) return [];
  return [
    {
      rule: 'rollout-keeps-capacity',
      found: zones === 0 ? 'zones is not set' : 'zones names one zone',
      need: 'the gateway survives the loss of a zone only with instances in two or more, where the region has them',
      fix: 'set zones to ["1", "2", "3"]; that makes a new gateway',
      fact: facts.zones,
      key: 'zones',
      level: 'note',
    },
  ];
}

export function noBackendRemarks(key: string): Remark[] {
  return [
    {
      rule: 'value-rejected-by-target',
      found: `${key} has no address`,
      need: 'the gateway needs a backend, or nothing answers',
      fix: 'give fqdns or ipAddresses, or backends: "ingress-controller" where the ingress controller fills the pool',
      fact: facts.backendPool,
      key,
    },
  ];
}

export function controllerRemarks(missing: readonly string[], isTagged: boolean): Remark[] {
  if (missing.length === 0) return [];
  const cause = isTagged
    ? `the ingress controller configures this gateway (tag ${CONTROLLER_TAG}), and lifecycle.ignore_changes lacks`
    : 'lifecycle.ignore_changes has backend_http_settings, as for the ingress controller, and lacks';
  const otherwise = isTagged ? '' : '; or remove backend_http_settings from it where no controller configures the gateway';
  return [
    {
      rule: 'controller-owns-gateway-settings',
      found: `${cause} ${missing.join(', ')}`,
      need: 'Terraform must ignore changes to all that the controller rewrites, or each apply undoes its routes and cuts the streams on them',
      fix: `add ${missing.map((name) => JSON.stringify(name)).join(', ')} to lifecycle.ignore_changes${otherwise}`,
      fact: facts.controllerRewrites,
      key: 'lifecycle.ignore_changes',
    },
  ];
}

export function cookieCollisionRemarks(cookie: string, settings: readonly string[]): Remark[] {
  return [
    {
      rule: 'affinity-cookie-name-collision',
      found: `the backend settings ${settings.join(' and ')} share the affinity cookie ${cookie}`,
      need: 'each needs a name of its own, or one overwrites the other’s cookie and clients change backends',
      fix: 'set affinity_cookie_name of each backend setting',
      fact: facts.affinityNames,
      key: `backend_http_settings[${settings[0]}].affinity_cookie_name`,
    },
  ];
}

/** For a gateway that chooses among its backends. */
export const noClientIp: Remark = {
  rule: 'affinity-unsupported-by-hop',
  found: 'the policy asks for affinity by client IP',
  need: 'the gateway chooses among its backends and has affinity by cookie only',
  fix: "set the policy's affinity to cookie, or expose the servers by an Azure Load Balancer without a proxy",
  fact: facts.affinity,
  onlyFor: 'client-ip',
};

/** For a name given to the mixin. */
export function noSuchSetting(name: string, names: readonly string[]): Remark {
  return rejected(
    `backendSettings names "${name}"`,
    `the gateway has ${names.length === 0 ? 'no backend setting' : `the backend settings ${names.join(', ')}`}`,
    'correct backendSettings of the mixin',
    facts.backendSettingNames,
  );
}

export const settingsMadeLater: Remark = {
  rule: 'literal-needed',
  found: 'an expression makes backend_http_settings',
  need: 'the mixin writes into backend settings that are listed, each with its name',
  fix: 'list the backend settings, or write their keys where they are made',
  fact: facts.backendSettingNames,
};

/** For a gateway with `count` or `for_each`, or what ARM has for them. */
export const unknownNumber: Remark = {
  rule: 'literal-needed',
  found: 'how many of this gateway there are is known only at deployment',
  need: 'what is said of it holds for each one that is made',
  fix: 'lint a plan (terraform show -json) to see each of them',
  fact: facts.number,
  level: 'note',
};
