import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { requireChart } from '../../constructs/cdk8s/chart';
import { aBackend, serviceOf, type Backend, type ServiceOnPath } from '../../constructs/cdk8s/backend';
import {
  emittedHop,
  objectName,
  ownedObject,
  withRemarks,
  type ObjectProps,
  type Owned,
} from '../../constructs/cdk8s/owned-object';
import { routeReferenceRemarks } from '../../constructs/cdk8s/reference-remarks';
import { sharedObject } from '../../constructs/cdk8s/same-name';
import { following } from '../../constructs/cdk8s/as-written';
import { writtenIn } from '../../constructs/cdk8s/written';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import {
  aListOfTexts,
  aPolicy,
  aProduct,
  aText,
  either,
  objectWith,
  optional,
  requireProps,
} from '../../constructs/require-props';
import type { KubeObject } from '../../kubernetes/object';
import type { Hop, Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { besideRoute } from './beside-routes';
import { planHttpRoute, type ExistingGateway } from './hop';
import type { HttpRouteImplementation } from './implementation';
import { GATEWAY_API, gatewayFor, httpRouteKeys, READ_FOR_A_ROUTE, toldKeys } from './keys';
import { readHttpRoute } from './read';

interface Listening {
  /** The Secret with the certificate, in the route's namespace. */
  readonly tlsSecret: string;
  /** Default: the route's name. */
  readonly gatewayName?: string;
}

/** A Gateway to be made: what its product must be told, and the certificate of its HTTPS listener. */
type NewGateway<A extends object> = A extends object ? A & Listening : never;

export interface StreamHttpRouteProps<A extends object> extends ObjectProps {
  readonly policy: StreamPolicy;
  /** The product that serves the route, such as `agc({...})`. */
  readonly implementation: HttpRouteImplementation<A>;
  /** The Gateway the route attaches to: made here, or made elsewhere. */
  readonly gateway: NewGateway<A> | ExistingGateway;
  /** Default: every host name the Gateway takes. */
  readonly hostnames?: readonly string[];
  readonly backend: Backend;
  /** More of the HTTPRoute's spec, passed through. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

const aGateway = either(objectWith({ tlsSecret: aText }), objectWith({ name: aText }));

/** An HTTPRoute of its own for the stream's paths, with the policy objects that its product needs and, when asked for, the Gateway. */
export class StreamHttpRoute<A extends object> extends Construct implements OnPath {
  readonly name: string;
  readonly route: ApiObject;
  /** Undefined where the Gateway is made elsewhere. */
  readonly gateway: ApiObject | undefined;
  /** The product's own objects beside the route. */
  readonly policies: readonly ApiObject[];
  private readonly behind: ServiceOnPath;
  private readonly owned: Owned;
  /** Policies that another route of the chart makes under the same name and otherwise. */
  private readonly clashes: readonly Remark[];
  private readonly current: () => Hop;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamHttpRouteProps<A>,
  ) {
    requireProps(scope, id, props, {
      policy: aPolicy,
      name: aText,
      implementation: aProduct,
      gateway: aGateway,
      hostnames: optional(aListOfTexts),
      backend: aBackend,
    });
    requireChart(scope, id);
    super(scope, id);
    const { policy, name, metadata, implementation, gateway, hostnames, spec } = props;
    this.name = name;
    const backend = serviceOf(props.backend);
    this.behind = backend;
    this.gateway = 'tlsSecret' in gateway ? this.newGateway(gateway) : undefined;
    const parent = 'tlsSecret' in gateway ? { name: gateway.gatewayName ?? name } : gateway;
    const manifest = {
      apiVersion: GATEWAY_API,
      kind: 'HTTPRoute',
      metadata: { ...metadata, name },
      spec: { parentRefs: [parent], ...(hostnames === undefined ? {} : { hostnames }), ...spec },
    };
    const keys = [...httpRouteKeys(policy, implementation, backend), ...toldKeys(implementation, this.gatewayIs)];
    this.owned = ownedObject(this, 'HTTPRoute', manifest, keys);
    this.route = this.owned.object;
    const policies = implementation
      .policies(policy, { route: name, services: [backend.name] })
      .map((each) => sharedObject(this, each.kind, this.placed(each)));
    this.policies = policies.map(({ object }) => object);
    this.clashes = policies.flatMap(({ remarks }) => remarks);
    this.current = following(
      () => [writtenIn(Chart.of(this), READ_FOR_A_ROUTE), this.owned.written()] as const,
      ([beside]) => this.read(beside),
    );
    proveAtSynthesis(this, { policy, behind: [backend] });
  }

  /** The route as it is written, with whatever else in its chart says how it is served. */
  get hop(): Hop {
    return this.current();
  }

  get hops(): readonly Hop[] {
    return [this.hop, ...this.behind.hops];
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops);
  }

  private get gatewayIs(): 'new' | 'existing' {
    return this.gateway === undefined ? 'existing' : 'new';
  }

  private read(beside: readonly KubeObject[]): Hop {
    const { policy, implementation } = this.props;
    const object = objectName(this, 'HTTPRoute', this.props);
    const planned = planHttpRoute(policy, { object, implementation, gateway: this.gatewayIs });
    const among = (route: KubeObject) => readHttpRoute(route, besideRoute(route, beside), { paths: policy.paths });
    const hop = emittedHop(this.owned, among, planned);
    return withRemarks(hop, [...this.clashes, ...routeReferenceRemarks(this.owned.manifest.metadata.namespace, this.behind)]);
  }

  private newGateway(gateway: A & Listening): ApiObject {
    const { name, policy, implementation } = this.props;
    const { tlsSecret, gatewayName = name }: Listening = gateway;
    const attachment = implementation.attach(gateway);
    const companions = implementation.besideGateway?.(policy, gatewayName);
    companions?.objects.forEach((object) => this.beside(object.kind, object));
    const { gatewayClass } = implementation;
    return this.beside('Gateway', gatewayFor(gatewayName, gatewayClass, tlsSecret, attachment, companions?.infrastructure));
  }

  private beside(id: string, object: KubeObject): ApiObject {
    return new ApiObject(this, id, this.placed(object));
  }

  /** In the route's namespace. */
  private placed(object: KubeObject): KubeObject {
    const namespace = this.props.metadata?.namespace as string | undefined;
    return namespace === undefined ? object : { ...object, metadata: { ...object.metadata, namespace } };
  }
}
