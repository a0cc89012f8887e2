import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { serviceOf, type Backend, type ServiceOnPath } from '../../constructs/cdk8s/backend';
import { keysOrNone, objectName, ownedObject, withRemarks, type ObjectProps } from '../../constructs/cdk8s/owned-object';
import { streamRules } from '../../kubernetes/ingress';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import type { Hop } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { COMMUNITY_CLASS, IN_FRONT } from './about';
import { nginxIngressKeys, planNginxIngress } from './hop';

export interface StreamNginxIngressProps extends ObjectProps {
  readonly policy: StreamPolicy;
  /** The name clients use. */
  readonly host: string;
  /**
   * The Secret with the certificate; or `terminated-in-front` where a proxy before this controller ends TLS and takes
   * nothing by plain HTTP.
   */
  readonly tls: { readonly secretName: string } | 'terminated-in-front';
  /** Default `nginx`, the community controller's; AKS application routing has `webapprouting.kubernetes.azure.com`. */
  readonly className?: 'nginx' | 'webapprouting.kubernetes.azure.com' | (string & {});
  /** What serves the stream: a StreamService, a Service object anybody made, or one by name and port. */
  readonly backend: Backend;
  /** Why this controller, which nobody maintains any more, is accepted. Without a reason synthesis fails. */
  readonly acknowledgeRetired?: string;
}

/** An Ingress of the NGINX controller, community or AKS application routing, for the paths that stream. */
export class StreamNginxIngress extends Construct implements OnPath {
  readonly hop: Hop;
  readonly ingress: ApiObject;
  private readonly backend: ServiceOnPath;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamNginxIngressProps,
  ) {
    super(scope, id);
    const { policy, tls, className = COMMUNITY_CLASS, acknowledgeRetired } = props;
    this.backend = serviceOf(props.backend);
    const options = {
      object: objectName(this, 'Ingress', props),
      className,
      tls: tls === 'terminated-in-front' ? ('in-front' as const) : ('here' as const),
      acknowledgeRetired,
    };
    const { object, remarks, suppressed } = ownedObject(
      this,
      'Ingress',
      this.manifest(className),
      keysOrNone(() => nginxIngressKeys(policy, options)),
    );
    this.ingress = object;
    this.hop = withRemarks(planNginxIngress(policy, options), remarks, suppressed);
    proveAtSynthesis(this, [this.backend]);
  }

  get hops(): readonly Hop[] {
    return [this.hop, ...this.backend.hops];
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops, IN_FRONT);
  }

  private manifest(className: string) {
    const { name, metadata, host, tls, policy } = this.props;
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { ...metadata, name },
      spec: {
        ingressClassName: className,
        ...(tls === 'terminated-in-front' ? {} : { tls: [{ hosts: [host], secretName: tls.secretName }] }),
        rules: streamRules(host, policy.paths, this.backend),
      },
    };
  }
}
