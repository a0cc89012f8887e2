import type { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { remembered } from '../../collections/remembered';
import { aBackend, serviceOf, type Backend, type ServiceOnPath } from '../../constructs/cdk8s/backend';
import { following } from '../../constructs/cdk8s/as-written';
import { requireChart } from '../../constructs/cdk8s/chart';
import { ingressReferenceRemarks } from '../../constructs/cdk8s/reference-remarks';
import { anIngressTls, streamIngress, type IngressTls } from '../../constructs/cdk8s/stream-ingress';
import { tlsEndOf } from '../../constructs/tls-end';
import { aPolicy, aText, requireProps } from '../../constructs/require-props';
import {
  emittedHop,
  keysOrNone,
  objectName,
  ownedObject,
  withRemarks,
  type ObjectProps,
} from '../../constructs/cdk8s/owned-object';
import { findingsOf, proveAtSynthesis, reworded, type OnPath } from '../../constructs/prove';
import type { KubeObject } from '../../kubernetes/object';
import type { Hop } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { COMMUNITY_CLASS } from '../ingress-controllers';
import { IN_FRONT } from './about';
import { nginxIngressKeys, planNginxIngress } from './hop';
import { readNginxIngress } from './read';
import { inProps } from './remarks';

export interface StreamNginxIngressProps extends ObjectProps {
  readonly policy: StreamPolicy;
  /** The name clients use. */
  readonly host: string;
  /**
   * The Secret with the certificate; or `terminated-in-front` where a proxy before this controller ends TLS and takes
   * nothing by plain HTTP.
   */
  readonly tls: IngressTls;
  /** Default `nginx`, the community controller's; AKS application routing has `webapprouting.kubernetes.azure.com`. */
  readonly className?: 'nginx' | 'webapprouting.kubernetes.azure.com' | (string & {});
  /** What serves the stream: a StreamService, a Service object anybody made, or one by name and port. */
  readonly backend: Backend;
  /** Why this controller, which nobody maintains any more, is accepted. Without a reason synthesis fails. */
  readonly acknowledgeRetired?: string;
}

/** An Ingress of the NGINX controller, community or AKS application routing, for the paths that stream. */
export class StreamNginxIngress extends Construct implements OnPath {
  readonly ingress: ApiObject;
  private readonly backend: ServiceOnPath;
  private readonly current: () => Hop;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamNginxIngressProps,
  ) {
    requireProps(scope, id, props, { policy: aPolicy, name: aText, host: aText, tls: anIngressTls, backend: aBackend });
    requireChart(scope, id);
    super(scope, id);
    const { policy, tls, className = COMMUNITY_CLASS, acknowledgeRetired } = props;
    this.backend = serviceOf(props.backend);
    const options = {
      object: objectName(this, 'Ingress', props),
      className,
      tls: tlsEndOf(tls),
      acknowledgeRetired,
    };
    const owned = ownedObject(
      this,
      'Ingress',
      streamIngress(props, className, this.backend),
      keysOrNone(() => nginxIngressKeys(policy, options)),
    );
    this.ingress = owned.object;
    const others = madeBefore(this, props.host, owned.manifest);
    const planned = planNginxIngress(policy, options);
    const remarks = ingressReferenceRemarks(owned.manifest.metadata.namespace, this.backend);
    const read = (ingress: KubeObject) => readNginxIngress(ingress, { others });
    this.current = following(
      () => [owned.written()],
      () => reworded(withRemarks(emittedHop(owned, read, planned), remarks), inProps),
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

/** By app and host: to look through all objects of the app for each Ingress would take far longer than to make it. */
const made = new WeakMap<IConstruct, Map<string, KubeObject[]>>();

/** The Ingresses for the host that were made before this one. */
function madeBefore({ node: { root } }: Construct, host: string, ingress: KubeObject): KubeObject[] {
  const byHost = remembered(made, root, () => new Map<string, KubeObject[]>());
  const before = byHost.get(host) ?? [];
  byHost.set(host, [...before, ingress]);
  return before;
}
