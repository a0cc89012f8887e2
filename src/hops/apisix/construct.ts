import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { aBackend, serviceOf, type Backend, type ServiceOnPath } from '../../constructs/cdk8s/backend';
import { requireChart } from '../../constructs/cdk8s/chart';
import {
  emittedHop,
  keysOrNone,
  objectName,
  ownedObject,
  withRemarks,
  type ObjectProps,
  type Owned,
} from '../../constructs/cdk8s/owned-object';
import { ingressReferenceRemarks } from '../../constructs/cdk8s/reference-remarks';
import { sharedObject } from '../../constructs/cdk8s/same-name';
import { following } from '../../constructs/cdk8s/as-written';
import { writtenIn } from '../../constructs/cdk8s/written';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import { aPolicy, aText, either, objectWith, requireProps } from '../../constructs/require-props';
import { inFront, tlsEndOf } from '../../constructs/tls-end';
import type { KubeObject } from '../../kubernetes/object';
import { withKeys } from '../../kubernetes/owned-key';
import type { Hop, Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { API_VERSION, IN_FRONT, INGRESS_CLASS } from './about';
import { besideIn, BESIDE_AN_APISIX_ROUTE } from './beside';
import { apisixFacts as facts } from './facts';
import { ofRoute, planApisix, type ApisixFeatures } from './hop';
import { RULE, routeKeys, ruleOf, upstreamKeys, upstreamOf } from './keys';
import { readApisixRoute } from './read-route';

interface SecretOf {
  readonly secretName: string;
  /** Default: the namespace of the route. */
  readonly secretNamespace?: string;
}

export interface StreamApisixRouteProps extends ObjectProps, ApisixFeatures {
  readonly policy: StreamPolicy;
  /** The name clients use. */
  readonly host: string;
  /**
   * The Secret with the certificate, for which an ApisixTls is made; or `terminated-in-front` where a proxy before APISIX
   * ends TLS and takes nothing by plain HTTP.
   */
  readonly tls: SecretOf | 'terminated-in-front';
  /** Default `apisix`. */
  readonly className?: string;
  /** What serves the stream: a StreamService, a Service object anybody made, or one by name and port. */
  readonly backend: Backend;
}

const someTls = either(objectWith({ secretName: aText }), inFront);

/** An ApisixRoute for the paths that stream, with the ApisixUpstream of its Service and, where TLS ends here, an ApisixTls. */
export class StreamApisixRoute extends Construct implements OnPath {
  readonly route: ApiObject;
  /** For the Service as a whole: every ApisixRoute to it balances so. */
  readonly upstream: ApiObject;
  /** Undefined where TLS ends in front. */
  readonly tls: ApiObject | undefined;
  private readonly backend: ServiceOnPath;
  private readonly owned: Owned;
  private readonly remarks: readonly Remark[];
  private readonly current: () => Hop;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamApisixRouteProps,
  ) {
    requireProps(scope, id, props, { policy: aPolicy, name: aText, host: aText, tls: someTls, backend: aBackend });
    requireChart(scope, id);
    super(scope, id);
    const { policy, className = INGRESS_CLASS } = props;
    this.backend = serviceOf(props.backend);
    this.owned = ownedObject(
      this,
      'ApisixRoute',
      this.manifest(className),
      keysOrNone(() => routeKeys(policy, props, RULE, this.tlsEnd)),
    );
    this.route = this.owned.object;
    const written = withKeys(upstreamOf(this.backend.name, className), upstreamKeys(policy, props));
    const upstream = sharedObject(this, 'ApisixUpstream', this.placed(written));
    this.upstream = upstream.object;
    this.tls = props.tls === 'terminated-in-front' ? undefined : this.certificate(props.tls, className);
    this.remarks = [
      ...upstream.remarks,
      ...ingressReferenceRemarks(this.namespace, this.backend),
      ...(props.tls === 'terminated-in-front' ? [] : noNamespace(props.tls.secretNamespace ?? this.namespace)),
    ];
    this.current = following(
      () => [writtenIn(Chart.of(this), BESIDE_AN_APISIX_ROUTE), this.owned.written()] as const,
      ([beside]) => this.read(beside),
    );
    proveAtSynthesis(this, { policy, behind: [this.backend] });
  }

  /** The route as it is written, with whatever else in its chart says how it is served. */
  get hop(): Hop {
    return this.current();
  }

  get hops(): readonly Hop[] {
    return [this.hop, ...this.backend.hops];
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops, IN_FRONT);
  }

  private get tlsEnd() {
    return tlsEndOf(this.props.tls);
  }

  private get namespace(): string | undefined {
    return (this.props.metadata?.namespace as string | undefined) ?? Chart.of(this).namespace;
  }

  private read(beside: readonly KubeObject[]): Hop {
    const { policy } = this.props;
    const planned = planApisix(policy, this.props, ofRoute(objectName(this, 'ApisixRoute', this.props), RULE, this.tlsEnd));
    const read = (route: KubeObject) => readApisixRoute(route, besideIn(beside), policy.paths)[0]?.hop ?? planned;
    return withRemarks(emittedHop(this.owned, read, planned), this.remarks);
  }

  private manifest(ingressClassName: string) {
    const { name, metadata, host, policy } = this.props;
    const rule = ruleOf(policy, host, this.tlsEnd, this.backend);
    return {
      apiVersion: API_VERSION,
      kind: 'ApisixRoute',
      metadata: { ...metadata, name },
      spec: { ingressClassName, http: [rule] },
    };
  }

  private certificate({ secretName, secretNamespace }: SecretOf, ingressClassName: string): ApiObject {
    const namespace = secretNamespace ?? this.namespace;
    const secret = { name: secretName, ...(namespace === undefined ? {} : { namespace }) };
    const tls = {
      apiVersion: API_VERSION,
      kind: 'ApisixTls',
      metadata: { name: this.props.name },
      spec: { ingressClassName, hosts: [this.props.host], secret },
    };
    return new ApiObject(this, 'ApisixTls', this.placed(tls));
  }

  /** In the route's namespace. */
  private placed(object: KubeObject): KubeObject {
    const namespace = this.props.metadata?.namespace as string | undefined;
    return namespace === undefined ? object : { ...object, metadata: { ...object.metadata, namespace } };
  }
}

function noNamespace(namespace: string | undefined): Remark[] {
  if (namespace !== undefined) return [];
  return [
    rejected(
      'no namespace is given for the Secret of the certificate',
      'an ApisixTls names its Secret by name and namespace, and the API server refuses it without',
      'give tls.secretNamespace, or the route or its chart a namespace',
      facts.tlsSecret,
    ),
  ];
}
