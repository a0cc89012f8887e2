import type { StreamPath } from '../../policy/stream-policy';
import { describe, keyIn, suppressionsOf, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Hop } from '../../path/hop';
import { set, unknown } from '../../path/setting';
import { about, GATEWAY_CLASS } from './about';
import { gatewayClassesOf, gatewaysOf, readTransport } from './gateways';
import type { FoundRoute, RouteReader, RouteRule, Stretch } from './implementation';
import { implementations } from './implementations/index';
import { precedenceRemarks } from './precedence-remarks';
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
  const implementation = implementationOf(route, gateways, objects, neighbours);
  const stretch = implementation === undefined ? unknownStretch(rules) : implementation.read(found(implementation));
  const remarks = [
    ...recipeRemarks(route, rules, stretch.settings),
    ...precedenceRemarks(route, rules, objects),
    ...stretch.remarks,
  ];
  const sources = [route, ...gateways, ...gatewayClassesOf(gateways, objects), ...(stretch.sources ?? [])];
  const beside = objects.filter((object) => remarks.some(({ key }) => key?.startsWith(keyIn(object, ''))));
  return {
    type: 'http-route',
    object: describe(route),
    layer: 'http',
    settings: [...stretch.settings, readTransport(route, gateways)],
    remarks,
    suppressed: suppressionsOf(route),
    sources: [...new Set(sources)],
    ...(beside.length === 0 ? {} : { beside }),
  };

  function found({ group }: RouteReader): FoundRoute {
    const policies = neighbours.filter(({ apiVersion }) => apiVersion.startsWith(`${group}/`));
    return { route, rules, services: servicesOf(rules), gateways, objects, policies, version: options.version };
  }
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
  const why = 'which product serves the route is not in the input, or none that is known here';
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
