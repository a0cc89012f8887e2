import type { Hop } from '../../path/hop';
import type { ArmShape } from '../../terraform/arm-shape';
import { inArmWords, rewordedBy, wordsOf } from '../../terraform/arm-words';
import type { Block } from '../../terraform/attributes';
import { knownBlocksIn } from './blocks';
import { isTagged } from './read-remarks';

// What `expand*` and `flatten*` do with the names in v4.55.0, API 2025-01-01:
// https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/network/application_gateway_resource.go

const route: ArmShape = {
  backend_address_pool_name: { nameIn: 'backendAddressPool' },
  backend_http_settings_name: { nameIn: 'backendHttpSettings' },
  redirect_configuration_name: { nameIn: 'redirectConfiguration' },
};

/** `Microsoft.Network/applicationGateways`, as far as it is read here. */
export const gatewayShape: ArmShape = {
  name: 'name',
  id: 'id',
  zones: 'zones',
  tags: 'tags',
  enable_http2: 'enableHttp2',
  sku: { blocks: 'sku', shape: { name: 'name', tier: 'tier', capacity: 'capacity' } },
  identity: { blocks: 'identity', shape: { type: 'type', identity_ids: { keysOf: 'userAssignedIdentities' } } },
  autoscale_configuration: {
    blocks: 'autoscaleConfiguration',
    shape: { min_capacity: 'minCapacity', max_capacity: 'maxCapacity' },
  },
  global: {
    blocks: 'globalConfiguration',
    shape: {
      request_buffering_enabled: 'enableRequestBuffering',
      response_buffering_enabled: 'enableResponseBuffering',
    },
  },
  ssl_policy: {
    blocks: 'sslPolicy',
    shape: { policy_type: 'policyType', policy_name: 'policyName', min_protocol_version: 'minProtocolVersion' },
  },
  ssl_certificate: { blocks: 'sslCertificates', shape: { name: 'name', key_vault_secret_id: 'keyVaultSecretId' } },
  frontend_ip_configuration: {
    blocks: 'frontendIPConfigurations',
    shape: { name: 'name', public_ip_address_id: { idIn: 'publicIPAddress', type: 'azurerm_public_ip' } },
  },
  http_listener: {
    blocks: 'httpListeners',
    shape: { name: 'name', protocol: 'protocol', frontend_ip_configuration_name: { nameIn: 'frontendIPConfiguration' } },
  },
  request_routing_rule: {
    blocks: 'requestRoutingRules',
    shape: {
      name: 'name',
      priority: 'priority',
      rule_type: 'ruleType',
      http_listener_name: { nameIn: 'httpListener' },
      url_path_map_name: { nameIn: 'urlPathMap' },
      ...route,
    },
  },
  url_path_map: {
    blocks: 'urlPathMaps',
    shape: {
      name: 'name',
      default_backend_address_pool_name: { nameIn: 'defaultBackendAddressPool' },
      default_backend_http_settings_name: { nameIn: 'defaultBackendHttpSettings' },
      default_redirect_configuration_name: { nameIn: 'defaultRedirectConfiguration' },
      path_rule: { blocks: 'pathRules', shape: { name: 'name', paths: 'paths', ...route } },
    },
  },
  backend_address_pool: {
    blocks: 'backendAddressPools',
    shape: {
      name: 'name',
      fqdns: { each: 'backendAddresses', key: 'fqdn' },
      ip_addresses: { each: 'backendAddresses', key: 'ipAddress' },
    },
  },
  backend_http_settings: {
    blocks: 'backendHttpSettingsCollection',
    shape: {
      name: 'name',
      request_timeout: { noDefault: 'requestTimeout' },
      cookie_based_affinity: { noDefault: 'cookieBasedAffinity' },
      affinity_cookie_name: 'affinityCookieName',
      probe_name: { nameIn: 'probe' },
      connection_draining: {
        blocks: 'connectionDraining',
        shape: { enabled: 'enabled', drain_timeout_sec: 'drainTimeoutInSec' },
      },
    },
  },
  probe: {
    blocks: 'probes',
    shape: {
      name: 'name',
      path: 'path',
      host: 'host',
      pick_host_name_from_backend_http_settings: 'pickHostNameFromBackendHttpSettings',
    },
  },
};

/** `Microsoft.Network/publicIPAddresses`. Without a SKU the API makes another one than the provider, so nothing is said then. */
export const publicIpShape: ArmShape = {
  name: 'name',
  id: 'id',
  idle_timeout_in_minutes: 'idleTimeoutInMinutes',
};

/** Where the provider asks for more than the API, so that nobody is told of what only the provider wants. */
export function asProvider(gateway: Block): Block {
  const { global, probe, tags, ...rest } = gateway;
  const [switches] = knownBlocksIn(gateway, 'global');
  // Each switch has a default of its own there, and both are on.
  const isSwitched = switches === undefined || switches['response_buffering_enabled'] !== undefined;
  return {
    ...rest,
    ...(tags === undefined ? {} : { tags }),
    ...(global === undefined || !isSwitched
      ? {}
      : { global: switches === undefined ? global : [{ request_buffering_enabled: true, ...switches }] }),
    ...(probe === undefined ? {} : { probe: Array.isArray(probe) ? knownBlocksIn(gateway, 'probe').map(withHost) : probe }),
    // The controller configures it, and no Terraform undoes that.
    ...(isTagged(gateway) ? { lifecycle: [{ ignore_changes: 'all' }] } : {}),
  };
}

/** No source says what a probe without either asks for. */
function withHost(probe: Block): Block {
  const hasEither = probe['host'] !== undefined || probe['pick_host_name_from_backend_http_settings'] === true;
  return hasEither ? probe : { ...probe, pick_host_name_from_backend_http_settings: '${not set}' };
}

const reworded = rewordedBy(new Map([...wordsOf(gatewayShape, publicIpShape), ['azurerm_public_ip', 'publicIPAddresses']]));

/** The gateway in the words of who wrote it for Azure's own API. */
export const gatewayInArmWords = (hop: Hop): Hop => inArmWords(hop, reworded);
