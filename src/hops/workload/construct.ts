import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  durationProp,
  emittedHop,
  keysOrNone,
  objectName,
  ownedObject,
  withRemarks,
  type ObjectProps,
} from '../../constructs/cdk8s/owned-object';
import { asWritten, following } from '../../constructs/cdk8s/as-written';
import { requireChart } from '../../constructs/cdk8s/chart';
import { aDuration, anObject, aPolicy, aText, optional, requireProps } from '../../constructs/require-props';
import { findingsOf, proveAtSynthesis, reworded, type OnPath } from '../../constructs/prove';
import type { Hop } from '../../path/hop';
import type { Duration } from '../../policy/duration';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { DEFAULT_PRE_STOP, planWorkload, type WorkloadOptions } from './hop';
import { autoscaler, deploymentKeys, disruptionBudget } from './keys';
import { propRemarks } from './prop-remarks';
import { inProps } from './prop-words';
import { readWorkload } from './read';

export interface StreamWorkloadProps extends ObjectProps {
  readonly policy: StreamPolicy;
  readonly image: string;
  /** The port the server listens on. Default 8080. */
  readonly port?: number;
  /** Answers 200 while the pod takes new streams. Default `/readyz`. */
  readonly readinessPath?: string;
  /** Answers 200 while the process works. Default `/livez`. */
  readonly livenessPath?: string;
  /**
   * The wait between leaving the endpoints and SIGTERM, while proxies learn that the pod is going. Default 15s;
   * behind the Application Gateway Ingress Controller 90s, which its own check asks for.
   */
  readonly preStop?: Duration | string;
  /** How many pods; the least where `maxReplicas` is given. Default 2. */
  readonly replicas?: number;
  /** Adds an autoscaler up to this many pods. Default: none. */
  readonly maxReplicas?: number;
  /** Writes the environment that makes this framework wait for its streams. Default: none. */
  readonly runtime?: 'aspnetcore';
  /** The labels that select the pods. Default `app.kubernetes.io/name: <name>`. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The container's compute resources, passed through. */
  readonly resources?: object;
  /** More of the container, passed through: env, volumeMounts, ... */
  readonly container?: Readonly<Record<string, unknown>>;
  /** More of the pod's spec, passed through: volumes, serviceAccountName, ... */
  readonly pod?: Readonly<Record<string, unknown>>;
}

/** A Deployment whose pods hand their streams over one by one, with a disruption budget and, when asked for, an autoscaler. */
export class StreamWorkload extends Construct implements OnPath {
  private readonly current: () => Hop;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly port: number;
  readonly namespace: string | undefined;
  readonly deployment: ApiObject;
  readonly disruptionBudget: ApiObject;
  readonly autoscaler: ApiObject | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamWorkloadProps,
  ) {
    requireProps(scope, id, props, {
      policy: aPolicy,
      name: aText,
      image: aText,
      preStop: optional(aDuration),
      labels: optional(anObject),
    });
    requireChart(scope, id);
    super(scope, id);
    const { policy, name } = props;
    this.name = name;
    this.port = props.port ?? 8080;
    this.labels = props.labels ?? { 'app.kubernetes.io/name': name };
    const preStop = durationProp('preStop', props.preStop ?? DEFAULT_PRE_STOP, DEFAULT_PRE_STOP);
    const options = workloadOptions(objectName(this, 'Deployment', props), preStop.duration, props);
    const pod = { container: name, port: this.port, labels: this.labels };
    const owned = ownedObject(
      this,
      'Deployment',
      this.manifest(),
      keysOrNone(() => deploymentKeys(policy, options, pod)),
    );
    this.deployment = owned.object;
    const { namespace } = owned.manifest.metadata;
    this.namespace = namespace;
    const named = { name, ...(namespace === undefined ? {} : { namespace }) };
    const budget = disruptionBudget(named, this.labels);
    const scaler = options.maxReplicas === undefined ? undefined : autoscaler(policy, options, named);
    this.disruptionBudget = new ApiObject(this, 'DisruptionBudget', budget);
    this.autoscaler = scaler === undefined ? undefined : new ApiObject(this, 'Autoscaler', scaler);
    const planned = planWorkload(policy, options);
    const remarks = [...preStop.remarks, ...propRemarks(props, owned.manifest)];
    const reword = inProps(`StreamWorkload ${this.node.path}`, 1 + this.sidecars().length);
    const budgetNow = asWritten(this.disruptionBudget, budget);
    const scalerNow = this.autoscaler && scaler && asWritten(this.autoscaler, scaler);
    this.current = following(
      () => [budgetNow(), scalerNow?.(), owned.written()] as const,
      ([protects, scales]) => {
        const hop = emittedHop(owned, (deployment) => readWorkload(deployment, protects, scales), planned);
        return reworded(withRemarks(hop, remarks), reword);
      },
    );
    proveAtSynthesis(this, { policy });
  }

  get hop(): Hop {
    return this.current();
  }

  get hops(): readonly Hop[] {
    return [this.hop];
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops, `what routes to ${this.hop.object}`);
  }

  private sidecars(): readonly object[] {
    return (this.props.pod?.['containers'] as object[] | undefined) ?? [];
  }

  private manifest() {
    const { name, metadata, image, resources, container, pod } = this.props;
    const main = {
      name,
      image,
      ports: [{ name: 'http', containerPort: this.port }],
      ...(resources === undefined ? {} : { resources }),
      ...container,
    };
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata, name },
      spec: {
        selector: { matchLabels: this.labels },
        template: { metadata: { labels: this.labels }, spec: { ...pod, containers: [main, ...this.sidecars()] } },
      },
    };
  }
}

function workloadOptions(object: string, preStop: Duration, props: StreamWorkloadProps): WorkloadOptions {
  const { readinessPath = '/readyz', livenessPath = '/livez', replicas = 2, maxReplicas, runtime } = props;
  return {
    object,
    readinessPath,
    livenessPath,
    preStop,
    replicas,
    maxReplicas,
    runtime,
  };
}
