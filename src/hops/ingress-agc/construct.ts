import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { aBackend, serviceOf, type Backend, type ServiceOnPath } from '../../constructs/cdk8s/backend';
import { requireChart } from '../../constructs/cdk8s/chart';
import {
  emittedHop,
  objectName,
  ownedObject,
  withRemarks,
  type ObjectProps,
  type Owned,
} from '../../constructs/cdk8s/owned-object';
import { ingressReferenceRemarks } from '../../constructs/cdk8s/reference-remarks';
import { streamIngress } from '../../constructs/cdk8s/stream-ingress';
import { sharedObject } from '../../constructs/cdk8s/same-name';
import { following } from '../../constructs/cdk8s/as-written';
import { writtenIn } from '../../constructs/cdk8s/written';
import { findingsOf, proveAtSynthesis, reworded, type OnPath } from '../../constructs/prove';
import { aPolicy, aText, either, objectWith, requireProps } from '../../constructs/require-props';
import type { KubeObject } from '../../kubernetes/object';
import type { Hop, Remark } from '../../path/hop';
import { pathRemarks } from '../../path/prop-remarks';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import type { AgcAttachment } from '../http-route/implementations/agc/agc';
import { healthCheck } from '../http-route/implementations/agc/objects';
import { BESIDE_AN_AGC_INGRESS } from './beside';
import { ingressAgcFacts as facts } from './facts';
import { attachmentKeys, ingressExtension, ingressKeys, planAgcIngress } from './hop';
import { readAgcIngress } from './read';
import { inProps } from './remarks';

export interface StreamAgcIngressProps extends ObjectProps {
  readonly policy: StreamPolicy;
  /** The name clients use. */
  readonly host: string;
  /** The Secret with the certificate, in the namespace of the Ingress. */
  readonly tls: { readonly secretName: string };
  /** An AGC made elsewhere, such as by StreamAgc, or one that the ALB Controller makes of an ApplicationLoadBalancer object. */
  readonly gateway: AgcAttachment;
  /** What serves the stream: a StreamService, a Service object anybody made, or one by name and port. */
  readonly backend: Backend;
  /** The path that AGC asks pods for health; never the stream. */
  readonly healthProbePath: string;
  /** The ALB Controller of the cluster, such as 1.12.4: it decides what the affinity cookie is. Left out, that stays unknown. */
  readonly albControllerVersion?: string;
  /** Why the Ingress API is used, where Microsoft documents streams for the Gateway API only. Without a reason synthesis fails. */
  readonly acknowledgeUnsupported?: string;
}

const someGateway = either(objectWith({ albId: aText, frontend: aText }), objectWith({ albNamespace: aText, albName: aText }));

/**
 * An Ingress of Application Gateway for Containers for the paths that stream, with the IngressExtension that it needs. An
 * HTTPRoute does the same with Microsoft's support: see StreamHttpRoute with `agc()`.
 */
export class StreamAgcIngress extends Construct implements OnPath {
  readonly ingress: ApiObject;
  readonly extension: ApiObject;
  /** For the Service as a whole: every Ingress and HTTPRoute of the gateway to it is probed so. */
  readonly healthCheck: ApiObject;
  private readonly backend: ServiceOnPath;
  private readonly owned: Owned;
  private readonly remarks: readonly Remark[];
  private readonly current: () => Hop;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamAgcIngressProps,
  ) {
    requireProps(scope, id, props, {
      policy: aPolicy,
      name: aText,
      host: aText,
      tls: objectWith({ secretName: aText }),
      gateway: someGateway,
      backend: aBackend,
      healthProbePath: aText,
    });
    requireChart(scope, id);
    super(scope, id);
    const { policy, name, gateway, healthProbePath } = props;
    this.backend = serviceOf(props.backend);
    const keys = [...attachmentKeys(gateway), ...ingressKeys(name, props)];
    this.owned = ownedObject(this, 'Ingress', streamIngress(props, facts.ingressClass.default, this.backend), keys);
    this.ingress = this.owned.object;
    const extension = this.placed(ingressExtension(policy, name, this.backend.name, props));
    this.extension = new ApiObject(this, 'IngressExtension', extension);
    const check = sharedObject(this, 'HealthCheckPolicy', this.placed(healthCheck(healthProbePath, this.backend.name)));
    this.healthCheck = check.object;
    this.remarks = [
      ...check.remarks,
      ...pathRemarks('healthProbePath', healthProbePath),
      ...ingressReferenceRemarks(this.owned.manifest.metadata.namespace, this.backend),
    ];
    this.current = following(
      () => [writtenIn(Chart.of(this), BESIDE_AN_AGC_INGRESS), this.owned.written()] as const,
      ([beside]) => this.read(beside),
    );
    proveAtSynthesis(this, { policy, behind: [this.backend] });
  }

  /** The Ingress as it is written, with whatever else in its chart says how it is served. */
  get hop(): Hop {
    return this.current();
  }

  get hops(): readonly Hop[] {
    return [this.hop, ...this.backend.hops];
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops);
  }

  private read(beside: readonly KubeObject[]): Hop {
    const planned = planAgcIngress(this.props.policy, objectName(this, 'Ingress', this.props), this.props);
    const hop = emittedHop(this.owned, (ingress) => readAgcIngress(ingress, this.backend.name, beside), planned);
    return reworded(withRemarks(hop, this.remarks), inProps);
  }

  /** In the namespace of the Ingress. */
  private placed(object: KubeObject): KubeObject {
    const namespace = this.props.metadata?.namespace as string | undefined;
    return namespace === undefined ? object : { ...object, metadata: { ...object.metadata, namespace } };
  }
}
