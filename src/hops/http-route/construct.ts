import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { serviceOf, type Backend } from '../../constructs/cdk8s/backend';
import { objectName, ownedObject, withRemarks, type ObjectProps } from '../../constructs/cdk8s/owned-object';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import type { Hop } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { planHttpRoute, type ExistingGateway } from './hop';
import type { HttpRouteImplementation } from './implementation';
import { GATEWAY_API, gatewayFor, httpRouteKeys } from './keys';

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

/** An HTTPRoute of its own for the stream's paths, with the policy objects that its product needs and, when asked for, the Gateway. */
export class StreamHttpRoute<A extends object> extends Construct implements OnPath {
  readonly hop: Hop;
  readonly name: string;
  readonly route: ApiObject;
  /** Undefined where the Gateway is made elsewhere. */
  readonly gateway: ApiObject | undefined;
  /** The product's own objects beside the route. */
  readonly policies: readonly ApiObject[];
  private readonly behind: OnPath;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamHttpRouteProps<A>,
  ) {
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
    const keys = httpRouteKeys(policy, implementation, backend);
    const { object, remarks, suppressed } = ownedObject(this, 'HTTPRoute', manifest, keys);
    this.route = object;
    this.policies = implementation
      .policies(policy, { route: name, services: [backend.name] })
      .map((each) => this.beside(each.kind, each));
    const options = {
      object: objectName(this, 'HTTPRoute', props),
      implementation,
      gateway: parent === gateway ? 'existing' : 'new',
    } as const;
    this.hop = withRemarks(planHttpRoute(policy, options), remarks, suppressed);
    proveAtSynthesis(this, [backend]);
  }

  get hops(): readonly Hop[] {
    return [this.hop, ...this.behind.hops];
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops);
  }

  private newGateway(gateway: A & Listening): ApiObject {
    const { name, implementation } = this.props;
    const { tlsSecret, gatewayName = name }: Listening = gateway;
    const attachment = implementation.attach(gateway);
    return this.beside('Gateway', gatewayFor(gatewayName, implementation.gatewayClass, tlsSecret, attachment));
  }

  /** An object in the route's namespace. */
  private beside(id: string, object: { apiVersion: string; kind: string; metadata: object }): ApiObject {
    const namespace = this.props.metadata?.namespace as string | undefined;
    const metadata = namespace === undefined ? object.metadata : { ...object.metadata, namespace };
    return new ApiObject(this, id, { ...object, metadata });
  }
}
