import type { Json, KubeObject } from '../../kubernetes/object';
import type { Fact } from '../../path/fact';
import type { Remark } from '../../path/hop';
import type { Setting } from '../../path/setting';
import type { Affinity, StreamPolicy } from '../../policy/stream-policy';

/** What an implementation does to a stream. */
export interface Stretch {
  readonly settings: readonly Setting[];
  readonly remarks: readonly Remark[];
  /** The objects it was read from besides the route and its Gateways; of several of a kind, the one that counts first. */
  readonly sources?: readonly KubeObject[];
}

/** A route as it was found, with all that says how its implementation serves it. */
export interface FoundRoute {
  readonly route: KubeObject;
  /** The rules that serve the stream. */
  readonly rules: readonly RouteRule[];
  /** The names of the Services behind those rules. */
  readonly services: readonly string[];
  /** The Gateways it attaches to, as far as they are in the input. */
  readonly gateways: readonly KubeObject[];
  /** All of the input. */
  readonly objects: readonly KubeObject[];
  /** The implementation's own objects in the route's namespace. */
  readonly policies: readonly KubeObject[];
  /** The version of the controller, where the caller knows it. */
  readonly version: string | undefined;
}

export type RouteRule = Readonly<Record<string, unknown>>;

/** Knows what a product makes of an HTTPRoute. */
export interface RouteReader {
  /** Such as `agc`. */
  readonly name: string;
  readonly facts: Readonly<Record<string, Fact>>;
  /** The GatewayClass that the product serves. */
  readonly gatewayClass: string;
  /** Where users name the class as they like: what its GatewayClass names, whatever the class is called. */
  readonly controllerName?: string;
  /** The API group of its policy objects. */
  readonly group: string;
  /** Where these objects are there for more than its routes: finding some does not tell that it serves one. */
  readonly sharesObjects?: true;
  read(found: FoundRoute): Stretch;
}

/** What a policy object of ours needs to know of the route it is for. */
export interface RouteTarget {
  readonly route: string;
  /** The Services behind it. */
  readonly services: readonly string[];
}

/** How a new Gateway is attached to the product. */
export interface GatewayAttachment {
  readonly annotations: Readonly<Record<string, string>>;
  readonly addresses?: Json;
}

/** What a new Gateway needs beside it. */
export interface GatewayCompanions {
  /** Its `spec.infrastructure`. */
  readonly infrastructure?: Json;
  readonly objects: readonly KubeObject[];
}

/**
 * A product that serves HTTPRoutes, as it is to be used for one stream. `A` is what a new Gateway of its class must be told.
 * `plan`, `policies` and `read` stay independent, so that reading what was written checks the writing.
 */
export interface HttpRouteImplementation<A extends object> extends RouteReader {
  /** The kinds of affinity it cannot do, each with the reason. */
  readonly cannot: Readonly<Partial<Record<Affinity['kind'], Fact>>>;
  /** What else can serve a route with that affinity, as a step to take. */
  readonly instead?: string;
  /** Where it wants the total limit: in `timeouts` of the rule, or in a policy of its own. Writing both is never right. */
  readonly timeoutsIn: 'rule' | 'policy';
  plan(policy: StreamPolicy, gateway: 'new' | 'existing'): Stretch;
  /** What it needs in the rule itself. Default: nothing. */
  inRule?(policy: StreamPolicy): Readonly<Record<string, Json>>;
  /** The objects it needs beside the route. */
  policies(policy: StreamPolicy, target: RouteTarget): KubeObject[];
  attach(gateway: A): GatewayAttachment;
  /** What later readers of the route cannot know from anything else that is written, as its annotations. */
  annotations?(gateway: 'new' | 'existing'): Readonly<Record<string, string>>;
  /** Where a new Gateway of the product needs objects of its own. */
  besideGateway?(policy: StreamPolicy, gatewayName: string): GatewayCompanions;
}
