import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applyKeys, ObjectMixin, proveInPlace, removeKeys } from '../../constructs/cdk8s/mixin';
import { neighboursOf } from '../../constructs/cdk8s/neighbours';
import { durationProp, keysOrNone, withRemarks } from '../../constructs/cdk8s/owned-object';
import type { KubeObject } from '../../kubernetes/object';
import type { Hop } from '../../path/hop';
import { unknown } from '../../path/setting';
import type { Duration } from '../../policy/duration';
import type { StreamPolicy } from '../../policy/stream-policy';
import { about } from './about';
import { protects, scales } from './belongs';
import { DEFAULT_PRE_STOP, drainMisfits } from './hop';
import { disruptionBudget } from './keys';
import { readWorkload } from './read';
import { labelsOf, readyKeys, replacedHandlers } from './ready';
import { budgetRemarks, containerRemarks, labelRemarks } from './ready-remarks';

export interface StreamReadyWorkloadProps {
  readonly policy: StreamPolicy;
  /** The container that serves the stream. Default: the first that declares a port, or else has a readiness probe, or else the first. */
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
  /** The PodDisruptionBudget that selects the pods, or `elsewhere` where it is made by other means. Default: one in the app, or else one is added. */
  readonly disruptionBudget?: ApiObject | 'elsewhere';
  /** The HorizontalPodAutoscaler that decides how many pods run. Default: one in the app that names the Deployment. */
  readonly autoscaler?: ApiObject;
}

/** Makes Deployments SSE-ready in place, each with one PodDisruptionBudget. Apply it last: it uses the budgets and autoscalers there are. */
export class StreamReadyWorkload extends ObjectMixin<StreamReadyWorkloadProps> {
  protected readonly kind = 'Deployment';

  applyTo(construct: IConstruct): void {
    if (!ApiObject.isApiObject(construct)) return;
    const { policy, preStop = DEFAULT_PRE_STOP, ...options } = this.props;
    const { duration, remarks } = durationProp('preStop', preStop, DEFAULT_PRE_STOP);
    const found = construct.toJson() as KubeObject;
    const scaler = this.props.autoscaler ?? belonging(construct, 'HorizontalPodAutoscaler', (one) => scales(one, found))[0];
    const keys = keysOrNone(() => readyKeys(policy, found, { ...options, preStop: duration, isScaled: scaler !== undefined }));
    removeKeys(construct, replacedHandlers(keys));
    applyKeys(construct, keys);
    const budgets = this.budgetsOf(construct, found);
    const all = [
      ...remarks,
      ...drainMisfits(policy, duration),
      ...containerRemarks(found, options.container),
      ...labelRemarks(found),
      ...budgetRemarks(budgets.map(({ name }) => name)),
    ];
    proveInPlace(construct, policy, () => ({
      hops: [withRemarks(this.hopOf(construct, budgets[0], scaler), all)],
      inFront: `what routes to Deployment ${construct.name}`,
    }));
  }

  /** The eviction API takes one budget for a pod, so ours is added only where there is none. */
  private budgetsOf(deployment: ApiObject, found: KubeObject): ApiObject[] {
    const { disruptionBudget: given } = this.props;
    const there = belonging(deployment, 'PodDisruptionBudget', (one) => protects(one, found));
    const others = there.filter((one) => one !== given);
    if (given === 'elsewhere') return others;
    if (given !== undefined) return [given, ...others];
    const isSelectable = Object.keys(labelsOf(found)).length > 0;
    return there.length > 0 || !isSelectable ? there : [addBudget(deployment, found)];
  }

  private hopOf(deployment: ApiObject, budget: ApiObject | undefined, scaler: ApiObject | undefined): Hop {
    const hop = readWorkload(json(deployment), budget && json(budget), scaler && json(scaler));
    if (budget !== undefined || this.props.disruptionBudget !== 'elsewhere') return hop;
    const told = unknown('disruption-unavailable', 'the budget is made elsewhere', about.disruption);
    return { ...hop, settings: hop.settings.map((setting) => (setting.aspect === 'disruption-unavailable' ? told : setting)) };
  }
}

const belonging = (deployment: ApiObject, kind: string, belongs: (object: KubeObject) => boolean): ApiObject[] =>
  neighboursOf(deployment, kind).flatMap(({ object, json: found }) => (found !== undefined && belongs(found) ? [object] : []));

const json = (object: ApiObject): KubeObject => object.toJson() as KubeObject;

/** Made once, however often the mixin is applied. */
function addBudget(deployment: ApiObject, found: KubeObject): ApiObject {
  const scope = deployment.node.scope ?? deployment.chart;
  const id = `${deployment.node.id}DisruptionBudget`;
  const made = scope.node.tryFindChild(id);
  if (made !== undefined && ApiObject.isApiObject(made)) return made;
  const { namespace } = deployment.metadata;
  const named = { name: deployment.name, ...(namespace === undefined ? {} : { namespace }) };
  return new ApiObject(scope, id, disruptionBudget(named, labelsOf(found)));
}
