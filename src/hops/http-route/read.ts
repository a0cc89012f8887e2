import type { StreamPath } from '../../policy/stream-policy';
import { describe, keyIn, suppressionsOf, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Hop } from '../../path/hop';
import { set, unknown, type Setting } from '../../path/setting';
import { about, GATEWAY_CLASS, NO_GATEWAY, NO_LISTENER, NO_PRODUCT } from './about';
import { attachmentRemarks } from './attachment';
import { gatewayClassesOf, gatewaysOf, otherParentsOf } from './gateways';
import { distinct } from './distinct';
import type { RouteReader, RouteRule, Stretch } from './implementation';
import { implementations } from './implementations/index';
import { precedenceRemarks } from './precedence-remarks';
import { readTransport } from './read-transport';
import { recipeRemarks } from './recipe-remarks';
import { rulesFor, servicesOf } from './rules';

export interface ReadOptions {
  /** The paths that stream. Default: all that the route serves. */
  readonly paths?: readonly StreamPath[];
  /** The version of the product's controller, where the objects do not tell. */
  readonly version?: string;
}

/** What an HTTPRoute is, with all of the input that says how it is served. */
export function readHttpRoute(route: KubeObject, objects: readonly KubeObject[], options: ReadOptions = {}): Hop {
  const rules = rulesFor(route, options.paths);
  const gateways = gatewaysOf(route, objects);
  const neighbours = objects.filter(({ metadata }) => metadata.namespace === route.metadata.namespace);
  const stretch = joined(servedBy(route, gateways, objects, neighbours).map(([reader, of]) => readStretch(reader, of)));
  const remarks = [
    ...recipeRemarks(route, rules, stretch.settings),
    ...precedenceRemarks(route, rules, objects),
    ...attachmentRemarks(route, gateways),
    ...stretch.remarks,
  ];
  const sources = [route, ...gateways, ...gatewayClassesOf(gateways, objects), ...(stretch.sources ?? [])];
  const beside = objects.filter((object) => remarks.some(({ key }) => key?.startsWith(keyIn(object, ''))));
  return {
    type: 'http-route',
    object: describe(route),
    layer: 'http',
    settings: [...stretch.settings, readTransport(route, gateways)].map((setting) => withoutListenerSets(setting, route)),
    remarks,
    suppressed: suppressionsOf(route),
    sources: [...new Set(sources)],
    ...(beside.length === 0 ? {} : { beside }),
  };

  function readStretch(reader: RouteReader | undefined, of: readonly KubeObject[]): Stretch {
    if (reader === undefined) return unknownStretch(rules);
    const policies = neighbours.filter(({ apiVersion }) => apiVersion.startsWith(`${reader.group}/`));
    return reader.read({ route, rules, services: servicesOf(rules), gateways: of, objects, policies, version: options.version });
  }
}

/** Each product that serves the route, with its Gateways. */
function servedBy(
  route: KubeObject,
  gateways: readonly KubeObject[],
  objects: readonly KubeObject[],
  neighbours: readonly KubeObject[],
): [RouteReader | undefined, readonly KubeObject[]][] {
  if (gateways.length === 0) return [[implementationOf(route, [], objects, neighbours), []]];
  const readers = gateways.map((gateway) => implementationOf(route, [gateway], objects, neighbours));
  return [...new Set(readers)].map((reader) => [reader, gateways.filter((_, at) => readers[at] === reader)]);
}

/** What several products do to a stream: each of them must serve it. */
function joined(stretches: readonly Stretch[]): Stretch {
  const [only, second] = stretches;
  if (only !== undefined && second === undefined) return only;
  return {
    settings: distinct(stretches.flatMap(({ settings }) => settings)),
    remarks: distinct(stretches.flatMap(({ remarks }) => remarks)),
    sources: stretches.flatMap(({ sources = [] }) => sources),
  };
}

/** What a Gateway decides that the route comes to by a ListenerSet only. */
function withoutListenerSets(setting: Setting, route: KubeObject): Setting {
  const [listenerSet] = otherParentsOf(route);
  if (listenerSet === undefined || setting.origin !== 'unknown') return setting;
  const isForIt = [NO_GATEWAY, NO_LISTENER, NO_PRODUCT].includes(setting.why);
  return isForIt ? { ...setting, why: `the route attaches to ${listenerSet}, and ListenerSets are not read` } : setting;
}

/**
 * The product of the Gateway's class. Where no Gateway is in the input, that of the class which the route tells, else the one
 * whose policies are. So it is too where the class has a name that users choose, and its GatewayClass is not in the input.
 */
function implementationOf(
  route: KubeObject,
  gateways: readonly KubeObject[],
  objects: readonly KubeObject[],
  neighbours: readonly KubeObject[],
): RouteReader | undefined {
  const byPolicies = (readers: readonly RouteReader[]) =>
    readers.find(
      ({ group, sharesObjects }) =>
        sharesObjects === undefined && neighbours.some(({ apiVersion }) => apiVersion.startsWith(`${group}/`)),
    );
  if (gateways.length === 0) {
    const told = route.metadata.annotations?.[GATEWAY_CLASS];
    return implementations.find(({ gatewayClass }) => gatewayClass === told) ?? byPolicies(implementations);
  }
  const classes = gateways.map((gateway) => valueAt(gateway, ['spec', 'gatewayClassName']));
  const controllers = gatewayClassesOf(gateways, objects).map((each) => valueAt(each, ['spec', 'controllerName']));
  const named = implementations.filter(({ controllerName }) => controllerName !== undefined);
  return (
    named.find(({ controllerName }) => controllers.includes(controllerName)) ??
    implementations.find(
      (each) => classes.includes(each.gatewayClass) && (controllers.length === 0 || each.controllerName === undefined),
    ) ??
    (controllers.length === 0 ? byPolicies(named) : undefined)
  );
}

function unknownStretch(rules: readonly RouteRule[]): Stretch {
  const why = NO_PRODUCT;
  const aspects = ['total-limit', 'idle-limit', 'drain-limit', 'balances-over', 'response-buffering', 'affinity'] as const;
  return {
    settings: [
      ...aspects.map((aspect) => unknown(aspect, why, about.implementation)),
      rules.some((rule) => 'retry' in rule)
        ? set('retry', 'when-slow', about.retry)
        : unknown('retry', why, about.implementation),
    ],
    remarks: [],
  };
}
