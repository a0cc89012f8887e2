import { grouped } from '../../collections/grouped';
import { remembered } from '../../collections/remembered';
import { namedAmong, nameKey } from '../../kubernetes/by-name';
import { listAt } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { ROOT_NAMESPACES } from './implementations/istio/root-namespaces';
import { placesOf } from './places';
import {
  backendNames,
  ownLabels,
  reachesAcross,
  ROUTE,
  selectedLabels,
  servesRoutes,
  targetNames,
  targetRefs,
} from './route-keys';

interface ParentRef {
  readonly namespace?: string;
  readonly name: string;
}

interface ParametersRef {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** What stands beside the HTTPRoutes of an input, by what refers to what. */
class BesideRoutes {
  /** What says how routes are served, without what names those that it is for or is looked up by its name. */
  private readonly byNamespace: ReadonlyMap<string, readonly KubeObject[]>;
  /** Policies by the names they target, and routes by their own. */
  private readonly byTarget: ReadonlyMap<string, readonly KubeObject[]>;
  /** Policies by a label that they select. */
  private readonly byLabel: ReadonlyMap<string, readonly KubeObject[]>;
  /** Policies that select their targets in other namespaces, and what lets them. */
  private readonly across: readonly KubeObject[];
  private readonly byPlace: ReadonlyMap<string, readonly KubeObject[]>;
  /** The names of the Services that routes lead to, and the same with the namespaces of these routes. */
  private readonly backends: ReadonlySet<string>;
  private readonly backendsIn: ReadonlySet<string>;

  constructor(private readonly objects: readonly KubeObject[]) {
    const serving = objects.filter(servesRoutes);
    const routes = objects.filter(({ kind }) => kind === 'HTTPRoute');
    this.byTarget = grouped([...serving, ...objects.filter(({ kind }) => ROUTE.test(kind))], targetNames);
    this.byPlace = grouped(routes, placesOf);
    this.across = objects.filter(reachesAcross);
    this.backends = new Set(routes.flatMap(backendNames));
    this.backendsIn = new Set(
      routes.flatMap((route) => backendNames(route).map((name) => nameKey('Service', route.metadata.namespace, name))),
    );
    const unnamed = serving.filter(
      (object) => !isByName(object) && !this.isForNamed(object) && selectedLabels(object).length === 0,
    );
    this.byLabel = grouped(serving, selectedLabels);
    this.byNamespace = grouped(unnamed, ({ metadata }) => [String(metadata.namespace)]);
  }

  /**
   * What may say how a route is served: what stands in its namespace, in those of its Gateways or in none and is not for
   * others, what their classes name, what Istio has for all gateways, what names the route or a Service behind it, what
   * selects routes in all namespaces, and the routes that share a path of a host with it.
   */
  of(route: KubeObject): KubeObject[] {
    const { name, namespace } = route.metadata;
    const parents = listAt(route, 'spec', 'parentRefs').map((ref) => ({ namespace, ...(ref as ParentRef) }));
    const namespaces = [...new Set([namespace, undefined, ...parents.map((parent) => parent.namespace)])];
    const gateways = parents.flatMap((parent) => namedAmong(this.objects, 'Gateway', parent.namespace, parent.name));
    const own = new Set([name, ...backendNames(route)]);
    const near = namespaces.flatMap((each) => this.byNamespace.get(String(each)) ?? []);
    const services = [...own].flatMap((each) => namedAmong(this.objects, 'Service', namespace, each));
    const roots = ROOT_NAMESPACES.flatMap((each) => this.byNamespace.get(each) ?? []);
    const far = [...own]
      .flatMap((each) => this.byTarget.get(each) ?? [])
      .filter((one) => !this.isForAnother(one, namespace, own));
    const selecting = ownLabels(route).flatMap((label) => this.byLabel.get(label) ?? []);
    const rivals = placesOf(route).flatMap((place) => this.byPlace.get(place) ?? []);
    const parameters = near.filter(({ kind }) => kind === 'GatewayClass').flatMap((one) => this.parametersOf(one));
    return [
      ...new Set([...gateways, ...services, ...near, ...parameters, ...roots, ...far, ...selecting, ...this.across, ...rivals]),
    ];
  }

  /** What a GatewayClass names beside it, in whatever namespace. */
  private parametersOf(gatewayClass: KubeObject): readonly KubeObject[] {
    const ref = valueAt(gatewayClass, ['spec', 'parametersRef']) as ParametersRef | undefined;
    return ref === undefined ? [] : namedAmong(this.objects, String(ref.kind), ref.namespace, String(ref.name));
  }

  /** Whether a policy of another namespace names what that namespace has itself: names need to differ within one only. */
  private isForAnother(policy: KubeObject, from: string | undefined, names: ReadonlySet<string>): boolean {
    const { namespace } = policy.metadata;
    const refs = targetRefs(policy).filter(({ name }) => names.has(name));
    return (
      namespace !== from &&
      refs.length > 0 &&
      refs.every(({ kind, name }) => this.has(kind, namespace, name) || this.backendsIn.has(nameKey(kind, namespace, name)))
    );
  }

  private has(kind: string, namespace: string | undefined, name: string): boolean {
    return namedAmong(this.objects, kind, namespace, name).length > 0;
  }

  /** Whether a policy names the routes or Services that it is for, each of which the input has. */
  private isForNamed(policy: KubeObject): boolean {
    const refs = targetRefs(policy);
    const { namespace } = policy.metadata;
    const isThere = refs.every(
      ({ kind, name }) =>
        (ROUTE.test(kind) && this.has(kind, namespace, name)) ||
        (kind === 'Service' && (this.has(kind, namespace, name) || this.backends.has(name))),
    );
    return refs.length > 0 && isThere && valueAt(policy, ['spec', 'targetSelectors']) === undefined;
  }
}

/** There may be one for every route, and a route names its own. Istio's own Gateways are named by what stands beside them. */
const isByName = ({ kind, apiVersion }: KubeObject): boolean =>
  kind === 'Service' || (kind === 'Gateway' && apiVersion.startsWith('gateway.networking.k8s.io/'));

const byList = new WeakMap<readonly KubeObject[], BesideRoutes>();

/** What may say how a route is served, an Ingress of a gateway for routes too; of every environment that the input holds. */
export const besideRoute = (route: KubeObject, objects: readonly KubeObject[]): KubeObject[] =>
  remembered(byList, objects, () => new BesideRoutes(objects)).of(route);
