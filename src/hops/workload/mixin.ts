import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applyKeys, ObjectMixin, proveInPlace, removeKeys } from '../../constructs/cdk8s/mixin';
import { durationProp, keysOrNone, withRemarks } from '../../constructs/cdk8s/owned-object';
import type { KubeObject } from '../../kubernetes/object';
import type { Hop } from '../../path/hop';
import { unknown } from '../../path/setting';
import type { Duration } from '../../policy/duration';
import type { StreamPolicy } from '../../policy/stream-policy';
import { about } from './about';
import { DEFAULT_PRE_STOP, drainMisfits } from './hop';
import { disruptionBudget } from './keys';
import { readWorkload } from './read';
import { containerRemarks, labelsOf, readyKeys, replacedHandlers } from './ready';

export interface StreamReadyWorkloadProps {
  readonly policy: StreamPolicy;
  /** The container that serves the stream. Default: the first. */
  readonly container?: string;
  /** The wait between leaving the endpoints and SIGTERM; a longer one that is there stays. Default 15s. */
  readonly preStop?: Duration | string;
  /** A path off the stream that answers 200 while the pod takes new streams. Default: the probe stays as it is. */
  readonly readinessPath?: string;
  /** A path off the stream that answers 200 while the process works. Default: the probe stays as it is. */
  readonly livenessPath?: string;
  /** Writes the environment that makes this framework wait for its streams. Default: none. */
  readonly runtime?: 'aspnetcore';
  /** Takes the container's privileges away too. Not by default: an image that runs as root would not start any more. */
  readonly restrictPrivileges?: boolean;
  /** The PodDisruptionBudget that selects the pods, or `elsewhere` where it is made by other means. Default: one is added. */
  readonly disruptionBudget?: ApiObject | 'elsewhere';
  /** The HorizontalPodAutoscaler that decides how many pods run. Default: none does. */
  readonly autoscaler?: ApiObject;
}

/** Makes Deployments SSE-ready in place, and adds a PodDisruptionBudget next to each. */
export class StreamReadyWorkload extends ObjectMixin {
  protected readonly kind = 'Deployment';

  constructor(private readonly props: StreamReadyWorkloadProps) {
    super();
  }

  applyTo(construct: IConstruct): void {
    if (!ApiObject.isApiObject(construct)) return;
    const { policy, preStop = DEFAULT_PRE_STOP, autoscaler, ...options } = this.props;
    const { duration, remarks } = durationProp('preStop', preStop, DEFAULT_PRE_STOP);
    const found = construct.toJson() as KubeObject;
    const keys = keysOrNone(() =>
      readyKeys(policy, found, { ...options, preStop: duration, isScaled: autoscaler !== undefined }),
    );
    removeKeys(construct, replacedHandlers(keys));
    applyKeys(construct, keys);
    const all = [...remarks, ...drainMisfits(policy, duration), ...containerRemarks(found, options.container)];
    proveInPlace(construct, policy, [withRemarks(this.hopOf(construct), all)], `what routes to Deployment ${construct.name}`);
  }

  private hopOf(deployment: ApiObject): Hop {
    const { disruptionBudget: budget, autoscaler } = this.props;
    const scaler = autoscaler?.toJson() as KubeObject | undefined;
    const object = deployment.toJson() as KubeObject;
    if (budget !== 'elsewhere') return readWorkload(object, (budget ?? budgetOf(deployment)).toJson() as KubeObject, scaler);
    const hop = readWorkload(object, undefined, scaler);
    const told = unknown('disruption-unavailable', 'the budget is made elsewhere', about.disruption);
    return { ...hop, settings: hop.settings.map((setting) => (setting.aspect === 'disruption-unavailable' ? told : setting)) };
  }
}

/** The budget next to a Deployment; made once, however often the mixin is applied. */
function budgetOf(deployment: ApiObject): ApiObject {
  const scope = deployment.node.scope ?? deployment.chart;
  const id = `${deployment.node.id}DisruptionBudget`;
  const made = scope.node.tryFindChild(id);
  if (made !== undefined && ApiObject.isApiObject(made)) return made;
  const { namespace } = deployment.metadata;
  const named = { name: deployment.name, ...(namespace === undefined ? {} : { namespace }) };
  return new ApiObject(scope, id, disruptionBudget(named, labelsOf(deployment.toJson() as KubeObject)));
}
