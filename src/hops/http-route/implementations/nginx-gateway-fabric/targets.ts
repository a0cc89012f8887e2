import { describe, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import { gatewayClassesOf } from '../../gateways';
import type { FoundRoute } from '../../implementation';
import { isTree, merged } from '../../merged';
import { placesOf } from '../../places';
import { refsOf, type TargetRef } from '../../target-refs';
import { GROUP, ROUTE_GROUP } from './about';

/** NGINX Gateway Fabric's own objects of a kind. */
export const ofKind = (kind: string, objects: readonly KubeObject[]): KubeObject[] =>
  objects.filter((object) => object.kind === kind && object.apiVersion.startsWith(`${GROUP}/`));

/** A Service may be of group `core`, or of none. */
export const isServiceRef = ({ group, kind }: TargetRef): boolean => kind === 'Service' && (group === '' || group === 'core');
export const isRouteRef = ({ group }: TargetRef): boolean => group === ROUTE_GROUP;

/** Several policies for one target, as what they are together. */
export interface Together {
  readonly spec: unknown;
  /** Those that set the same field: the later one does not count, and which is the later is not in the input. */
  readonly rivals: readonly KubeObject[];
}

export function together(policies: readonly KubeObject[]): Together {
  const rivals = policies.filter((policy) => policies.some((other) => other !== policy && shareAField(policy, other)));
  return { spec: policies.reduce<unknown>((spec, policy) => merged(spec, policy['spec']), undefined), rivals };
}

function shareAField(one: KubeObject, other: KubeObject): boolean {
  const fields = fieldsOf(other['spec']);
  return fieldsOf(one['spec']).some((field) => fields.includes(field));
}

function fieldsOf(spec: unknown, path = ''): string[] {
  if (!isTree(spec)) return [path];
  return Object.entries(spec).flatMap(([key, value]) => (key === 'targetRefs' ? [] : fieldsOf(value, `${path}.${key}`)));
}

/** What the ProxySettingsPolicies of a route and of its Gateways come to. */
export interface ProxySettings extends Together {
  /** Those of the route first. */
  readonly policies: readonly KubeObject[];
  /** Another route with a path of this one in common: no policy for this route alone is applied then. */
  readonly overlap: KubeObject | undefined;
  /** The part that is for the route itself, and so written where its snippets are. */
  readonly own: unknown;
}

export function proxySettingsOf({ route, gateways, objects }: FoundRoute): ProxySettings {
  const policiesFor = (target: KubeObject) => ofKind('ProxySettingsPolicy', objects).filter((policy) => isFor(policy, target));
  const forRoute = policiesFor(route);
  const overlap = objects.find(
    (other) => forRoute.length > 0 && overlaps(route, other) && !forRoute.every((policy) => isFor(policy, other)),
  );
  const ofRoute = overlap === undefined ? forRoute : [];
  const ofGateways = gateways.flatMap(policiesFor);
  const [own, above] = [together(ofRoute), together(ofGateways)];
  return {
    policies: [...ofRoute, ...ofGateways],
    spec: merged(above.spec, own.spec),
    own: own.spec,
    rivals: [...above.rivals, ...own.rivals],
    overlap,
  };
}

const isFor = (policy: KubeObject, target: KubeObject): boolean =>
  policy.metadata.namespace === target.metadata.namespace &&
  refsOf(policy).some((ref) => isRouteRef(ref) && ref.kind === target.kind && ref.name === target.metadata.name);

/** Whether two routes have a listener, a host name and the text of a path in common. */
function overlaps(route: KubeObject, other: KubeObject): boolean {
  // The same route again is that of another environment.
  if (other.kind !== 'HTTPRoute' || describe(other) === describe(route)) return false;
  const places = placesOf(other);
  return placesOf(route).some((place) => places.includes(place));
}

/** The UpstreamSettingsPolicies of a Service, in the route's namespace. */
export const upstreamSettingsOf = (service: string, { policies }: FoundRoute): KubeObject[] =>
  ofKind('UpstreamSettingsPolicy', policies).filter((policy) =>
    refsOf(policy).some((ref) => isServiceRef(ref) && ref.name === service),
  );

/** What the NginxProxy of a Gateway says, and below it that of its class. */
export interface Proxy {
  /** That of the Gateway first. */
  readonly proxies: readonly KubeObject[];
  readonly spec: unknown;
  /** False where one is named, or perhaps named, and not in the input. */
  readonly isWhole: boolean;
}

export function proxyOf(gateway: KubeObject, objects: readonly KubeObject[]): Proxy {
  const [gatewayClass] = gatewayClassesOf([gateway], objects);
  const own = valueAt(gateway, ['spec', 'infrastructure', 'parametersRef']) as TargetRef | undefined;
  const ofClass = valueAt(gatewayClass, ['spec', 'parametersRef']) as TargetRef | undefined;
  const named = [ofClass, own === undefined ? undefined : { ...own, namespace: gateway.metadata.namespace }].filter(
    (ref): ref is TargetRef => ref !== undefined,
  );
  const found = named.map((ref) => proxyNamed(ref, objects));
  return {
    proxies: found.filter((proxy) => proxy !== undefined).toReversed(),
    spec: found.reduce<unknown>((spec, proxy) => merged(spec, valueAt(proxy, ['spec'])), undefined),
    isWhole: gatewayClass !== undefined && !found.includes(undefined),
  };
}

const proxyNamed = ({ group, kind, name, namespace }: TargetRef, objects: readonly KubeObject[]): KubeObject | undefined =>
  ofKind('NginxProxy', objects).find(
    ({ metadata }) => group === GROUP && kind === 'NginxProxy' && metadata.name === name && metadata.namespace === namespace,
  );
