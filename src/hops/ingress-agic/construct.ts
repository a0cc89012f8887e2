import { Chart, type ApiObject, type ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { serviceOf, type Backend, type ServiceOnPath } from '../../constructs/cdk8s/backend';
import { keysOrNone, objectName, ownedObject, withRemarks, type ObjectProps } from '../../constructs/cdk8s/owned-object';
import { streamRules } from '../../kubernetes/ingress';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import { settingsOf, type Hop } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { about as aboutPods } from '../workload/about';
import { cookieName, IN_FRONT } from './about';
import { agicFacts as facts } from './facts';
import { agicKeys, planAgicIngress, type AgicOptions } from './hop';
import { cookieRemarks } from './remarks';

export interface StreamAgicIngressProps extends ObjectProps {
  readonly policy: StreamPolicy;
  /** The name clients use. */
  readonly host: string;
  /**
   * The name of a certificate on the gateway; or a Secret, whose loss, even for a moment, makes the controller serve the
   * stream over plain HTTP.
   */
  readonly tls: { readonly gatewayCertificate: string } | { readonly secretName: string };
  /** What serves the stream: a StreamService, a Service object anybody made, or one by name and port. */
  readonly backend: Backend;
  /** Default `azure-application-gateway`. */
  readonly className?: string;
  /** What the gateway asks the pods for health; never the stream. Default: the readiness path of a known workload. */
  readonly healthProbePath?: string;
  /** A Web Application Firewall policy for these paths, by its full id. */
  readonly wafPolicyId?: string;
}

/**
 * An Ingress of the Application Gateway Ingress Controller for the paths that stream. An Ingress of its own, because the
 * annotations apply to all its paths. Response buffering is a matter of the gateway: see StreamApplicationGateway.
 */
export class StreamAgicIngress extends Construct implements OnPath {
  readonly hop: Hop;
  readonly ingress: ApiObject;
  private readonly backend: ServiceOnPath;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamAgicIngressProps,
  ) {
    super(scope, id);
    const { policy, tls, wafPolicyId } = props;
    this.backend = serviceOf(props.backend);
    const { namespace = Chart.of(this).namespace }: ApiObjectMetadata = props.metadata ?? {};
    const options: AgicOptions = {
      object: objectName(this, 'Ingress', props),
      namespace,
      service: this.backend.name,
      tls: 'secretName' in tls ? 'secret' : tls,
      probe: props.healthProbePath === undefined ? probeOf(this.backend.hops) : { path: props.healthProbePath },
      wafPolicyId,
    };
    const { object, remarks, suppressed } = ownedObject(
      this,
      'Ingress',
      this.manifest(),
      keysOrNone(() => agicKeys(policy, options)),
    );
    this.ingress = object;
    const cookie = cookieName(options.namespace, options.service);
    this.hop = withRemarks(planAgicIngress(policy, options), [...remarks, ...cookieRemarks(policy, cookie)], suppressed);
    proveAtSynthesis(this, [this.backend]);
  }

  get hops(): readonly Hop[] {
    return [this.hop, ...this.backend.hops];
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops, IN_FRONT);
  }

  private manifest() {
    const { name, metadata, host, tls, policy, className = facts.ingressClass.default } = this.props;
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { ...metadata, name },
      spec: {
        ingressClassName: className,
        ...('secretName' in tls ? { tls: [{ hosts: [host], secretName: tls.secretName }] } : {}),
        rules: streamRules(host, policy.paths, this.backend),
      },
    };
  }
}

/** Written out rather than left to the controller, which finds the pods' probe only by a port that the container declares. */
function probeOf(hops: readonly Hop[]): AgicOptions['probe'] {
  const workload = hops.find(({ type }) => type === 'workload');
  if (workload === undefined) return undefined;
  const paths = settingsOf(workload, 'health-probe-path').filter((setting) => setting.origin !== 'unknown');
  const probe = [aboutPods.readiness, aboutPods.liveness].map(({ name }) => paths.find((one) => one.name === name)).find(Boolean);
  return probe === undefined ? 'ingress-path' : { path: probe.value };
}
