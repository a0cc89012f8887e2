import { Chart, type ApiObject, type ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { aBackend, serviceOf, type Backend, type ServiceOnPath } from '../../constructs/cdk8s/backend';
import { following } from '../../constructs/cdk8s/as-written';
import { requireChart } from '../../constructs/cdk8s/chart';
import { pathRemarks } from '../../path/prop-remarks';
import { ingressReferenceRemarks } from '../../constructs/cdk8s/reference-remarks';
import { streamIngress } from '../../constructs/cdk8s/stream-ingress';
import { aPolicy, aText, either, objectWith, requireProps } from '../../constructs/require-props';
import {
  emittedHop,
  keysOrNone,
  objectName,
  ownedObject,
  withRemarks,
  type ObjectProps,
} from '../../constructs/cdk8s/owned-object';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import type { KubeObject } from '../../kubernetes/object';
import { settingsOf, type Hop } from '../../path/hop';
import type { Setting } from '../../path/setting';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { about as aboutPods } from '../workload/about';
import { IN_FRONT } from './about';
import { cookieName } from './cookie-name';
import { agicFacts as facts } from './facts';
import { agicKeys, agicPaths, planAgicIngress, type AgicOptions } from './hop';
import { readAgicIngress } from './read';
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

const someTls = either(objectWith({ gatewayCertificate: aText }), objectWith({ secretName: aText }));

/**
 * An Ingress of the Application Gateway Ingress Controller for the paths that stream. An Ingress of its own, because the
 * annotations apply to all its paths. Response buffering is a matter of the gateway: see StreamApplicationGateway.
 */
export class StreamAgicIngress extends Construct implements OnPath {
  readonly ingress: ApiObject;
  private readonly backend: ServiceOnPath;
  private readonly current: () => Hop;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamAgicIngressProps,
  ) {
    requireProps(scope, id, props, { policy: aPolicy, name: aText, host: aText, tls: someTls, backend: aBackend });
    requireChart(scope, id);
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
    const owned = ownedObject(
      this,
      'Ingress',
      streamIngress(
        { ...props, policy: { paths: agicPaths(policy) } },
        props.className ?? facts.ingressClass.default,
        this.backend,
      ),
      keysOrNone(() => agicKeys(policy, options)),
    );
    this.ingress = owned.object;
    const planned = planAgicIngress(policy, options);
    const cookie = cookieName(options.namespace, options.service);
    const remarks = [
      ...cookieRemarks(policy, cookie),
      ...pathRemarks('healthProbePath', props.healthProbePath),
      ...ingressReferenceRemarks(options.namespace, this.backend),
    ];
    const read = (ingress: KubeObject) => withProbe(readAgicIngress(ingress), planned);
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

/** Written out rather than left to the controller, which finds the pods' probe only by a port that the container declares. */
function probeOf(hops: readonly Hop[]): AgicOptions['probe'] {
  const workload = hops.find(({ type }) => type === 'workload');
  if (workload === undefined) return undefined;
  const paths = settingsOf(workload, 'health-probe-path').filter((setting) => setting.origin !== 'unknown');
  const probe = [aboutPods.readiness, aboutPods.liveness].map(({ name }) => paths.find((one) => one.name === name)).find(Boolean);
  return probe === undefined ? 'ingress-path' : { path: probe.value };
}

/** What the gateway asks when no annotation says it: that follows the pods, which the Ingress alone does not show. */
function withProbe(found: Hop, planned: Hop): Hop {
  const probe = settingsOf(planned, 'health-probe-path');
  const isOpen = ({ aspect, origin }: Setting) => aspect === 'health-probe-path' && origin === 'unknown';
  return { ...found, settings: found.settings.flatMap((setting) => (isOpen(setting) ? (probe as Setting[]) : [setting])) };
}
