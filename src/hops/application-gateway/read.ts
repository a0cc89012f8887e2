import { rejected } from '../../path/remark';
import { Duration } from '../../policy/duration';
import { misfit } from '../../path/fit';
import type { Hop, Remark } from '../../path/hop';
import { byDefault, fixed, set, unknown, type Setting } from '../../path/setting';
import { blocksIn, booleanIn, LATER, numberIn, textIn, type Block } from '../../terraform/attributes';
import type { TerraformResource } from '../../terraform/resource';
import { about, PUBLIC_IP_NOT_GIVEN } from './about';
import { applicationGatewayFacts as facts } from './facts';
import { ignoredSwitchRemarks } from './ignored-keys';
import { configuredByController, readGatewayRemarks } from './read-remarks';
import { readRoutes, servingListeners } from './read-routes';
import type { Serving } from './serving';

/**
 * What a gateway is. `serving` are the backend settings and listeners that carry the stream; by default all of them.
 * Where the ingress controller configures the gateway, its Ingress says what Terraform ignores.
 */
export function readApplicationGateway(
  gateway: TerraformResource,
  publicIp?: TerraformResource,
  serving: Partial<Serving> = {},
): Hop {
  const { attributes } = gateway;
  const routes = configuredByController(attributes) ? { settings: [], remarks: [] } : readRoutes(attributes, serving);
  const remarks: Remark[] = [];
  const settings = [
    ...readFrontends(attributes, publicIp?.attributes, serving, remarks),
    ...readHttp2(attributes),
    readBuffering(attributes, remarks),
    fixed('drain-limit', facts.maintenance.fixed, about.maintenance),
    ...routes.settings,
  ];
  const name = textIn(attributes, 'name');
  return {
    type: 'application-gateway',
    object: `Application Gateway ${typeof name === 'string' ? name : gateway.name}`,
    layer: 'http',
    settings,
    remarks: [
      ...remarks,
      ...routes.remarks,
      ...readGatewayRemarks(attributes),
      // What is written for Azure's own API has no lifecycle: what stands there was put there to tell of the controller.
      ...(gateway.kind === undefined ? ignoredSwitchRemarks(gateway) : []),
    ],
    suppressed: {},
  };
}

/** The frontends that a listener uses; all of them where the listeners are not known. */
function readFrontends(gateway: Block, publicIp: Block | undefined, serving: Partial<Serving>, remarks: Remark[]): Setting[] {
  const frontends = blocksIn(gateway, 'frontend_ip_configuration');
  if (frontends === LATER) return [unknown('idle-limit', 'an expression makes the frontends', about.publicIpIdle)];
  const listeners = blocksIn(gateway, 'http_listener');
  const used =
    listeners === LATER || configuredByController(gateway)
      ? frontends
      : frontends.filter((frontend) =>
          servingListeners(listeners, serving).some(
            (listener) => listener['frontend_ip_configuration_name'] === frontend['name'],
          ),
        );
  return used.map((frontend) =>
    frontend['public_ip_address_id'] === undefined
      ? fixed('idle-limit', facts.privateIpIdle.fixed, about.privateIpIdle)
      : readPublicIp(publicIp, remarks),
  );
}

function readPublicIp(publicIp: Block | undefined, remarks: Remark[]): Setting {
  if (publicIp === undefined) return unknown('idle-limit', PUBLIC_IP_NOT_GIVEN, about.publicIpIdle);
  if (publicIp['allocation_method'] === 'Dynamic' && publicIp['sku'] !== 'Basic') {
    remarks.push(
      rejected(
        'azurerm_public_ip allocation_method is Dynamic',
        'Static',
        'set allocation_method to "Static"',
        facts.publicIpAllocation,
        'azurerm_public_ip allocation_method',
      ),
    );
  }
  const minutes = numberIn(publicIp, 'idle_timeout_in_minutes');
  if (minutes === LATER) return unknown('idle-limit', 'its value is known only at deployment', about.publicIpIdle);
  if (minutes === undefined) return byDefault('idle-limit', facts.publicIpIdle.default, about.publicIpIdle);
  const { min, max, default: fallback } = facts.publicIpIdle;
  const value = minutes < 0 ? undefined : Duration.minutes(minutes);
  if (value !== undefined && misfit(value, facts.publicIpIdle) === undefined) return set('idle-limit', value, about.publicIpIdle);
  const { key } = about.publicIpIdle;
  remarks.push(
    rejected(
      `${key} is ${minutes}`,
      `it takes ${min.toMinutes()} to ${max.toMinutes()}`,
      `set ${key} to ${max.toMinutes()}`,
      facts.publicIpIdle,
      key,
    ),
  );
  return byDefault('idle-limit', fallback, about.publicIpIdle);
}

function readHttp2(gateway: Block): Setting[] {
  const enabled = booleanIn(gateway, 'enable_http2');
  if (enabled === LATER) return [unknown('http2', 'its value is known only at deployment', about.http2)];
  if (enabled !== true) return [(enabled === undefined ? byDefault : set)('http2', 'off', about.http2)];
  return [set('http2', 'on', about.http2), fixed('idle-limit', facts.http2Idle.fixed, about.http2Idle)];
}

function readBuffering(gateway: Block, remarks: Remark[]): Setting {
  const global = blocksIn(gateway, 'global');
  if (global === LATER) return unknown('response-buffering', 'an expression makes the global block', about.responseBuffering);
  const [block] = global;
  if (block === undefined) return byDefault('response-buffering', 'on', about.responseBuffering);
  const missing = ['request_buffering_enabled', 'response_buffering_enabled'].filter((name) => block[name] === undefined);
  for (const name of missing) {
    remarks.push(
      rejected(
        `global.${name} is not set`,
        'the global block takes both switches or is refused',
        `set global.${name}`,
        facts.requestBuffering,
        `global.${name}`,
      ),
    );
  }
  if (booleanIn(block, 'request_buffering_enabled') === false && isWaf(gateway)) {
    const found = 'global.request_buffering_enabled is false on a gateway with WAF';
    remarks.push(
      rejected(
        found,
        'a WAF reads the whole request',
        'set global.request_buffering_enabled to true',
        facts.requestBuffering,
        'global.request_buffering_enabled',
      ),
    );
  }
  const enabled = booleanIn(block, 'response_buffering_enabled');
  if (enabled === LATER) return unknown('response-buffering', 'its value is known only at deployment', about.responseBuffering);
  if (enabled === undefined) return byDefault('response-buffering', 'on', about.responseBuffering);
  return set('response-buffering', enabled ? 'on' : 'off', about.responseBuffering);
}

function isWaf(gateway: Block): boolean {
  const sku = blocksIn(gateway, 'sku');
  return sku !== LATER && sku.some(({ tier }) => typeof tier === 'string' && tier.startsWith('WAF'));
}
