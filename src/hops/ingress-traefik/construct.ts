import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { aBackend, serviceOf, type Backend, type ServiceOnPath } from '../../constructs/cdk8s/backend';
import { requireChart } from '../../constructs/cdk8s/chart';
import { applyKeys } from '../../constructs/cdk8s/mixin';
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
import { anIngressTls, streamIngress, type IngressTls } from '../../constructs/cdk8s/stream-ingress';
import { tlsEndOf } from '../../constructs/tls-end';
import { following, rendering } from '../../constructs/cdk8s/as-written';
import { writtenIn } from '../../constructs/cdk8s/written';
import { ownedKeyRemark } from '../../constructs/owned-key-remark';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import { aPolicy, aText, requireProps } from '../../constructs/require-props';
import type { KubeObject } from '../../kubernetes/object';
import { formatPath, valueAt } from '../../kubernetes/owned-key';
import type { Hop, Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { StreamService } from '../service/construct';
import { CLASS, IN_FRONT } from './about';
import { ingressKeys, planTraefikIngress, serviceKeys } from './hop';
import { readTraefikIngress } from './read';

export interface StreamTraefikIngressProps extends ObjectProps {
  readonly policy: StreamPolicy;
  /** The name clients use. */
  readonly host: string;
  /**
   * The Secret with the certificate; or `terminated-in-front` where a proxy before Traefik ends TLS and takes nothing by
   * plain HTTP.
   */
  readonly tls: IngressTls;
  /** Default `traefik`. */
  readonly className?: string;
  /**
   * What serves the stream. A StreamService or a Service object anybody made gets the annotations that Traefik reads there;
   * of one by name and port it cannot be known whether it has them.
   */
  readonly backend: Backend;
}

const MIDDLEWARE = /^Middleware$/;

/** An Ingress of Traefik for the paths that stream. Affinity is by annotations of its Service, which it writes there. */
export class StreamTraefikIngress extends Construct implements OnPath {
  readonly ingress: ApiObject;
  private readonly backend: ServiceOnPath;
  /** Undefined for a Service by name. */
  private readonly service: ApiObject | undefined;
  private readonly current: () => Hop;
  private readonly owned: Owned;
  private readonly remarks: readonly Remark[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamTraefikIngressProps,
  ) {
    requireProps(scope, id, props, { policy: aPolicy, name: aText, host: aText, tls: anIngressTls, backend: aBackend });
    requireChart(scope, id);
    super(scope, id);
    const { policy } = props;
    this.backend = serviceOf(props.backend);
    this.service = serviceObject(props.backend);
    this.owned = ownedObject(
      this,
      'Ingress',
      streamIngress(props, props.className ?? CLASS, this.backend),
      ingressKeys({ tls: this.tlsEnd }),
    );
    this.ingress = this.owned.object;
    this.remarks = [
      ...ingressReferenceRemarks(this.owned.manifest.metadata.namespace, this.backend),
      ...(this.service === undefined ? [] : annotated(this.service, policy)),
    ];
    const service = this.service === undefined ? () => undefined : rendering(this.service);
    this.current = following(
      () => [service(), writtenIn(Chart.of(this), MIDDLEWARE), this.owned.written()] as const,
      ([found, middlewares]) => this.read(found, middlewares),
    );
    proveAtSynthesis(this, { policy, behind: [this.backend] });
  }

  /** The Ingress as it is written, with its Service and whatever Middlewares its chart has. */
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

  private read(service: KubeObject | undefined, middlewares: readonly KubeObject[]): Hop {
    const serviceName = this.backend.name;
    const planned = planTraefikIngress(this.props.policy, {
      object: objectName(this, 'Ingress', this.props),
      tls: this.tlsEnd,
    });
    const read = (ingress: KubeObject) => readTraefikIngress({ ingress, serviceName, service, middlewares }).hop;
    return withRemarks(emittedHop(this.owned, read, planned), this.remarks);
  }
}

function serviceObject(backend: Backend): ApiObject | undefined {
  if (backend instanceof StreamService) return backend.service;
  return Construct.isConstruct(backend) ? ApiObject.of(backend) : undefined;
}

/** Writes our annotations into the Service; one that has another value already is a remark. */
function annotated(service: ApiObject, policy: StreamPolicy): Remark[] {
  const before = service.toJson() as KubeObject;
  const keys = keysOrNone(() => serviceKeys(policy));
  applyKeys(service, keys);
  return keys.flatMap(({ path, value }) => {
    const theirs = valueAt(before, path);
    return theirs === undefined || theirs === value ? [] : [ownedKeyRemark(`Service ${formatPath(path)}`, theirs, value)];
  });
}
