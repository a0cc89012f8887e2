import { listAt } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Beside } from './beside';
import type { Plugins } from './served';

export interface Configured {
  readonly plugins: Plugins;
  /** Why there may be more; absent where these are all. */
  readonly more: string | undefined;
  readonly object: KubeObject | undefined;
}

/** The plugins of a rule: its own go over those of the ApisixPluginConfig that it names. */
export function pluginsIn(route: KubeObject, rule: unknown, beside: Beside): Configured {
  const name = valueAt(rule, ['plugin_config_name']);
  const namespace = valueAt(rule, ['plugin_config_namespace']) ?? route.metadata.namespace;
  const shared = sharedPlugins(name, namespace, beside);
  return { ...shared, plugins: new Map([...shared.plugins, ...pluginsOf(listAt(rule, 'plugins'))]) };
}

export function sharedPlugins(name: unknown, namespace: unknown, beside: Beside): Configured {
  if (typeof name !== 'string' || name === '') return { plugins: new Map(), more: undefined, object: undefined };
  const object = beside.named('ApisixPluginConfig', namespace as string | undefined, name);
  const more = object === undefined ? `the ApisixPluginConfig ${name} is not in the input` : undefined;
  return { plugins: pluginsOf(listAt(object, 'spec', 'plugins')), more, object };
}

/** Those that are not switched off. */
function pluginsOf(list: readonly unknown[]): Plugins {
  const used = list.filter((plugin) => valueAt(plugin, ['enable']) !== false);
  return new Map(used.map((plugin) => [String(valueAt(plugin, ['name'])), valueAt(plugin, ['config']) ?? {}]));
}
