import { ROOT_NAMESPACES } from '../hops/http-route/implementations/istio/root-namespaces';
import { placesOf } from '../hops/http-route/places';
import { listAt } from '../kubernetes/ingress';
import type { KubeObject } from '../kubernetes/object';
import { valueAt } from '../kubernetes/owned-key';
import type { Cluster } from './cluster';
import { nameKey } from './cluster-keys';
import { grouped } from '../collections/grouped';
import { nearestOfEach } from './nearest';
import { remembered } from '../collections/remembered';
import { backendNames, ROUTE, servesRoutes, targetNames, targetRefs } from './route-keys';

interface ParametersRef {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** What stands beside the HTTPRoutes of an input, by what refers to what. */
class BesideRoutes {
  private readonly byName: ReadonlyMap<string, readonly KubeObject[]>;
  /** What says how routes are served. */
  private readonly byNamespace: ReadonlyMap<string, readonly KubeObject[]>;
  /** Policies by the names they target, and routes by their own. */
  private readonly byTarget: ReadonlyMap<string, readonly KubeObject[]>;
  private readonly byPlace: ReadonlyMap<string, readonly KubeObject[]>;
  /** The names of the Services that routes lead to. */
  private readonly backends: ReadonlySet<string>;
  /** The names that each policy is for. */
  private readonly others = new Map<KubeObject, readonly string[]>();

  constructor(objects: readonly KubeObject[]) {
    const serving = objects.filter(servesRoutes);
    const routes = objects.filter(({ kind }) => kind === 'HTTPRoute');
    this.byName = grouped(objects, ({ kind, metadata }) => [nameKey(kind, metadata.namespace, metadata.name)]);
    this.byNamespace = grouped(serving, ({ metadata }) => [String(metadata.namespace)]);
    this.byTarget = grouped([...serving, ...objects.filter(({ kind }) => ROUTE.test(kind))], targetNames);
    this.byPlace = grouped(routes, placesOf);
    this.backends = new Set(routes.flatMap(backendNames));
  }

  /**
   * What may say how a route is served: what stands in its namespace, in those of its Gateways or in none and is not for
   * others, what their classes name, what Istio has for all gateways, what names the route or a Service behind it, and the
   * routes that share a path of a host with it.
   */
  of(route: KubeObject): KubeObject[] {
    const { name, namespace } = route.metadata;
    const parents = listAt(route, 'spec', 'parentRefs').map((ref) => valueAt(ref, ['namespace']));
    const namespaces = [...new Set([namespace, undefined, ...parents])];
    const own = new Set([name, ...backendNames(route)]);
    const near = namespaces.flatMap((each) => this.byNamespace.get(String(each)) ?? []);
    const ours = near.filter((object) => !this.isForOthers(object, own));
    const roots = ROOT_NAMESPACES.flatMap((each) => this.byNamespace.get(each) ?? []);
    const far = [...own].flatMap((each) => this.byTarget.get(each) ?? []);
    const rivals = placesOf(route).flatMap((place) => this.byPlace.get(place) ?? []);
    const parameters = near.filter(({ kind }) => kind === 'GatewayClass').flatMap((one) => this.parametersOf(one));
    return [...new Set([...ours, ...parameters, ...nearestOfEach(roots, route), ...far, ...rivals])];
  }

  /** What a GatewayClass names beside it, in whatever namespace. */
  private parametersOf(gatewayClass: KubeObject): readonly KubeObject[] {
    const ref = valueAt(gatewayClass, ['spec', 'parametersRef']) as ParametersRef | undefined;
    return ref === undefined ? [] : (this.byName.get(nameKey(String(ref.kind), ref.namespace, String(ref.name))) ?? []);
  }

  /** Whether a policy is for routes or Services of other names, each of which the input has: there may be one for every route. */
  private isForOthers(policy: KubeObject, own: ReadonlySet<string>): boolean {
    const others = remembered(this.others, policy, () => this.targetsOf(policy));
    return others.length > 0 && !others.some((name) => own.has(name));
  }

  /** The names of the routes and Services that a policy is for; none where it is for anything else, or for what is not there. */
  private targetsOf(policy: KubeObject): readonly string[] {
    const refs = targetRefs(policy);
    const { namespace } = policy.metadata;
    const isThere = refs.every(
      ({ kind, name }) =>
        (ROUTE.test(kind) && this.byName.has(nameKey(kind, namespace, name))) ||
        (kind === 'Service' && (this.byName.has(nameKey(kind, namespace, name)) || this.backends.has(name))),
    );
    return isThere && valueAt(policy, ['spec', 'targetSelectors']) === undefined ? refs.map(({ name }) => name) : [];
  }
}

const byCluster = new WeakMap<Cluster, BesideRoutes>();

/** What may say how a route is served; an Ingress of a gateway for routes too. */
export const besideRoute = (route: KubeObject, cluster: Cluster): KubeObject[] =>
  remembered(byCluster, cluster, () => new BesideRoutes(cluster.objects)).of(route);
