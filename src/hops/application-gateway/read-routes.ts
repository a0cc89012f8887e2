import { rejected } from '../../path/remark';
import type { Remark } from '../../path/hop';
import { set, unknown, type Setting } from '../../path/setting';
import { blocksIn, LATER, textIn, type Block } from '../../terraform/attributes';
import { about, aboutBackendSetting } from './about';
import { choosesAmong } from './backends';
import { addressesOf, nameOf, poolsOf } from './blocks';
import { applicationGatewayFacts as facts } from './facts';
import { readBackendSetting } from './read-backend-setting';
import { cookieCollisionRemarks, noClientIp } from './remarks';
import type { Serving } from './serving';

/** What the listeners, backend settings and pools say. */
export function readRoutes(gateway: Block, serving: Partial<Serving>): { settings: Setting[]; remarks: Remark[] } {
  const all = blocksIn(gateway, 'backend_http_settings');
  if (all === LATER) {
    const { requestTimeout } = aboutBackendSetting('*');
    return { settings: [unknown('idle-limit', 'an expression makes the backend settings', requestTimeout)], remarks: [] };
  }
  const chosen = all.filter((block) => serving.settings?.includes(nameOf(block)) !== false);
  const read = chosen.map((block) => readBackendSetting(gateway, block));
  return {
    settings: [...readListeners(gateway, serving), ...read.flatMap(({ settings }) => settings)],
    remarks: [
      ...read.flatMap(({ remarks }) => remarks),
      ...(chosen.some((block) => mayMoveClients(gateway, nameOf(block))) ? [noClientIp] : []),
      ...readRules(gateway),
      ...cookieCollisions(all),
    ],
  };
}

/** Whether the gateway chooses among the addresses of a pool. Of a pool without any in the input nobody can tell. */
const mayMoveClients = (gateway: Block, setting: string): boolean =>
  poolsOf(gateway, setting)
    .map(addressesOf)
    .some((addresses) => addresses.length > 0 && choosesAmong(addresses));

/** All of them where nobody says which. */
export function servingListeners(listeners: readonly Block[], serving: Partial<Serving>): readonly Block[] {
  return listeners.filter(({ name }) => serving.listeners?.includes(String(name)) !== false);
}

function readListeners(gateway: Block, serving: Partial<Serving>): Setting[] {
  const listeners = blocksIn(gateway, 'http_listener');
  const rules = blocksIn(gateway, 'request_routing_rule');
  if (listeners === LATER || rules === LATER) return [unknown('transport', 'an expression makes the listeners', about.listeners)];
  const used = servingListeners(listeners, serving).filter((listener) =>
    rules.some((rule) => rule['http_listener_name'] === listener['name'] && rule['redirect_configuration_name'] === undefined),
  );
  if (used.length === 0) return [unknown('transport', 'no rule serves a listener', about.listeners)];
  const isPlain = used.some(({ protocol }) => protocol === 'Http');
  const isTls = used.some(({ protocol }) => protocol === 'Https');
  return [set('transport', isPlain ? (isTls ? 'tls-and-plain' : 'plain') : 'tls', about.listeners)];
}

function readRules(gateway: Block): Remark[] {
  const rules = blocksIn(gateway, 'request_routing_rule');
  if (rules === LATER) return [];
  return rules
    .filter((rule) => rule['priority'] === undefined)
    .map((rule) => {
      const key = `request_routing_rule[${nameOf(rule)}].priority`;
      return rejected(`${key} is not set`, 'a v2 gateway needs it on every rule', `set ${key}`, facts.rulePriority, key);
    });
}

function cookieCollisions(settings: readonly Block[]): Remark[] {
  const named = settings
    .filter((block) => block['cookie_based_affinity'] === 'Enabled')
    .map((block) => ({ setting: nameOf(block), cookie: textIn(block, 'affinity_cookie_name') ?? facts.affinity.default }));
  return [...new Set(named.map(({ cookie }) => cookie))].flatMap((cookie) => {
    const sharing = named.filter((one) => one.cookie === cookie).map(({ setting }) => setting);
    return typeof cookie !== 'string' || sharing.length < 2 ? [] : cookieCollisionRemarks(cookie, sharing);
  });
}
