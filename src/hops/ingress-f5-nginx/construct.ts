import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { aBackend, serviceOf, type Backend, type ServiceOnPath } from '../../constructs/cdk8s/backend';
import { following } from '../../constructs/cdk8s/as-written';
import { requireChart } from '../../constructs/cdk8s/chart';
import {
  emittedHop,
  keysOrNone,
  objectName,
  ownedObject,
  withRemarks,
  type ObjectProps,
} from '../../constructs/cdk8s/owned-object';
import { ingressReferenceRemarks } from '../../constructs/cdk8s/reference-remarks';
import { anIngressTls, streamIngress, type IngressTls } from '../../constructs/cdk8s/stream-ingress';
import { tlsEndOf } from '../../constructs/tls-end';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import { aPolicy, aText, requireProps } from '../../constructs/require-props';
import type { KubeObject } from '../../kubernetes/object';
import type { Hop } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { CLASS, IN_FRONT } from './about';
import { f5NginxKeys, planF5NginxIngress } from './hop';
import { readF5NginxIngress } from './read';

export interface StreamF5NginxIngressProps extends ObjectProps {
  readonly policy: StreamPolicy;
  /** The name clients use. */
  readonly host: string;
  /**
   * The Secret with the certificate; or `terminated-in-front` where a proxy before this controller ends TLS and takes
   * nothing by plain HTTP.
   */
  readonly tls: IngressTls;
  /** Default `nginx`, as the controller's chart has it. */
  readonly className?: string;
  /** What serves the stream: a StreamService, a Service object anybody made, or one by name and port. */
  readonly backend: Backend;
}

/** An Ingress of the F5 NGINX Ingress Controller, open source or NGINX Plus, for the paths that stream. */
export class StreamF5NginxIngress extends Construct implements OnPath {
  readonly ingress: ApiObject;
  private readonly backend: ServiceOnPath;
  private readonly current: () => Hop;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamF5NginxIngressProps,
  ) {
    requireProps(scope, id, props, { policy: aPolicy, name: aText, host: aText, tls: anIngressTls, backend: aBackend });
    requireChart(scope, id);
    super(scope, id);
    const { policy, tls } = props;
    this.backend = serviceOf(props.backend);
    const { name } = this.backend;
    const options = {
      object: objectName(this, 'Ingress', props),
      tls: tlsEndOf(tls),
    };
    const keys = keysOrNone(() => f5NginxKeys(policy, options, [name]));
    const owned = ownedObject(this, 'Ingress', streamIngress(props, props.className ?? CLASS, this.backend), keys);
    this.ingress = owned.object;
    const planned = planF5NginxIngress(policy, options);
    const remarks = ingressReferenceRemarks(owned.manifest.metadata.namespace, this.backend);
    const read = (ingress: KubeObject) => readF5NginxIngress({ ingress }, name);
    this.current = following(
      () => [owned.written()],
      () => withRemarks(emittedHop(owned, read, planned), remarks),
    );
    proveAtSynthesis(this, { policy, behind: [this.backend] });
  }

  get hop(): Hop {
    return this.current();
  }

  get hops(): readonly Hop[] {
    return [this.hop, ...this.backend.hops];
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops, IN_FRONT);
  }
}
