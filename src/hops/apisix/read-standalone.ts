import { valueAt } from '../../kubernetes/owned-key';
import { listAt } from '../../kubernetes/ingress';
import type { Hop, Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { byDefault, set, type Setting } from '../../path/setting';
import type { StreamPath } from '../../policy/stream-path';
import { aboutOf, adminKeys, balancesOver, discovered, type Keys } from './about';
import { objectName } from './admin';
import { apisixFacts as facts } from './facts';
import { readServed } from './read';
import { isTree, type Plugins } from './served';
import { adminTimeout } from './timeouts';
import { serving } from './uris';

/** What a file of APISIX holds, such as `apisix.yaml`. */
export interface ApisixConfiguration {
  readonly file: string;
  /** Its lists of routes, upstreams and the like. */
  readonly content: object;
  /** Whether APISIX loads it: YAML needs an #END. */
  readonly hasEnd: boolean;
}

/** A route of it, with where it leads to: a Service of Kubernetes that is discovered, or nodes. */
export interface StandaloneHop {
  readonly hop: Hop;
  readonly uris: readonly string[];
  readonly service?: { readonly namespace: string; readonly name: string } | undefined;
  readonly nodes: readonly string[];
}

type Route = Readonly<Record<string, unknown>>;

const routesIn = ({ content }: ApisixConfiguration): Route[] =>
  listAt(content, 'routes')
    .filter(isTree)
    .filter(({ status }) => status !== 0);

/** What the routes of a file are to the streams; without `streams` all of them. */
export function readStandalone(configuration: ApisixConfiguration, streams?: readonly StreamPath[]): StandaloneHop[] {
  return serving(routesIn(configuration), urisOfRoute, streams).map((route) => readRoute(route, configuration));
}

function urisOfRoute({ uri, uris }: Route): string[] {
  const all = Array.isArray(uris) ? (uris as readonly unknown[]) : [uri];
  return all.filter((each) => typeof each === 'string');
}

/** A text or a number. */
const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

interface Found {
  readonly value: unknown;
  /** Where it stands, with a dot at its end. */
  readonly at: string;
}

function readRoute(route: Route, { content, hasEnd }: ApisixConfiguration): StandaloneHop {
  const index = listAt(content, 'routes').indexOf(route);
  const name = idOf(route['name']) ?? idOf(route['id']) ?? String(index);
  const at = `routes[${typeof route['name'] === 'string' ? route['name'] : index}].`;
  const byId = (list: string, id: unknown): Found | undefined => {
    const place = id === undefined ? -1 : listAt(content, list).findIndex((each) => idOf(valueAt(each, ['id'])) === idOf(id));
    return place === -1 ? undefined : { value: listAt(content, list)[place], at: `${list}[${place}].` };
  };
  const service = byId('services', route['service_id']);
  const upstream = upstreamIn({ value: route, at }, byId) ?? (service === undefined ? undefined : upstreamIn(service, byId));
  const keys = adminKeys(at, upstream?.at ?? `${at}upstream.`);
  const shared = byId('plugin_configs', route['plugin_config_id']);
  const missing =
    (route['plugin_config_id'] !== undefined && shared === undefined) ||
    (route['service_id'] !== undefined && service === undefined);
  const plugins = new Map([
    ...pluginsOf(valueAt(service?.value, ['plugins'])),
    ...pluginsOf(valueAt(shared?.value, ['plugins'])),
    ...pluginsOf(route['plugins']),
  ]);
  const time = adminTimeout(route['timeout'], valueAt(upstream?.value, ['timeout']), keys);
  const nodes = nodesOf(upstream?.value);
  const hop = readServed({
    object: objectName(name),
    suppressed: {},
    keys,
    readTimeout: time.setting,
    plugins,
    morePlugins: missing ? 'the plugin config or the service that it refers to is not in the input' : undefined,
    balancing: isTree(upstream?.value)
      ? {
          type: upstream.value['type'],
          hashOn: upstream.value['hash_on'],
          key: upstream.value['key'],
          retries: upstream.value['retries'],
        }
      : undefined,
    balances: isDiscovered(upstream?.value) ? discovered(keys) : balancesOver(nodes, keys),
    isSplit: plugins.has('traffic-split'),
    transport: readTransport(route, content, plugins, keys),
    remarks: [...(hasEnd ? [] : [noEnd]), ...time.remarks],
  });
  return { hop, uris: urisOfRoute(route), service: serviceOf(upstream?.value), nodes };
}

function upstreamIn({ value, at }: Found, byId: (list: string, id: unknown) => Found | undefined): Found | undefined {
  const inline = valueAt(value, ['upstream']);
  return isTree(inline) ? { value: inline, at: `${at}upstream.` } : byId('upstreams', valueAt(value, ['upstream_id']));
}

const pluginsOf = (plugins: unknown): Plugins =>
  new Map(Object.entries(isTree(plugins) ? plugins : {}).filter(([, config]) => valueAt(config, ['_meta', 'disable']) !== true));

/** Each as `host:port`, from either form. */
function nodesOf(upstream: unknown): string[] {
  const nodes = valueAt(upstream, ['nodes']);
  if (isTree(nodes)) return Object.keys(nodes);
  return listAt(upstream, 'nodes').map((node) => `${idOf(valueAt(node, ['host']))}:${idOf(valueAt(node, ['port'])) ?? 80}`);
}

const isDiscovered = (upstream: unknown): boolean => valueAt(upstream, ['discovery_type']) === 'kubernetes';

/** `namespace/name:port`, or with the id of a cluster before it. */
function serviceOf(upstream: unknown): StandaloneHop['service'] {
  const [, namespace, name] = isDiscovered(upstream)
    ? (/^(?:[\w-]+\/)?([\w-]+)\/([\w-]+):/.exec(String(valueAt(upstream, ['service_name']))) ?? [])
    : [];
  return namespace === undefined || name === undefined ? undefined : { namespace, name };
}

function readTransport(route: Route, content: object, plugins: Plugins, keys: Keys): Setting {
  const about = aboutOf(keys).transport;
  const isHttpsOnly = (condition: unknown): boolean => JSON.stringify(condition) === '["scheme","==","https"]';
  if (listAt(route, 'vars').some(isHttpsOnly)) return set('transport', 'tls', about);
  if (valueAt(plugins.get('redirect'), ['http_to_https']) === true) {
    return set('transport', 'tls', { ...about, key: keys.plugin('redirect'), fact: facts.redirect });
  }
  return byDefault('transport', listAt(content, 'ssls').length > 0 ? 'tls-and-plain' : 'plain', about);
}

const noEnd: Remark = rejected(
  'the file does not end with #END',
  'APISIX loads nothing of it then, and says so only in its log',
  'write #END as its last line',
  facts.endMark,
);
