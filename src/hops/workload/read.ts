import { Duration } from '../../policy/duration';
import type { Hop } from '../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { describe, secondsOf, suppressionsOf, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { about } from './about';
import { workloadFacts as facts } from './facts';
import { workloadRemarks } from './read-remarks';
import { isListening, servingContainers } from './serving';

const POD = ['spec', 'template', 'spec'] as const;

type Container = Readonly<Record<string, unknown>>;

/**
 * What a Deployment is, with the budget and the autoscaler that name it. Of anything else that makes pods from a template, such
 * as a StatefulSet, all but its rollout is read alike.
 */
export function readWorkload(deployment: KubeObject, budget?: KubeObject, scaler?: KubeObject): Hop {
  const containers = (valueAt(deployment, [...POD, 'containers']) ?? []) as Container[];
  return {
    type: 'workload',
    object: describe(deployment),
    layer: 'process',
    settings: [
      ...probePaths(containers),
      readPreStop(containers),
      seconds(
        valueAt(deployment, [...POD, 'terminationGracePeriodSeconds']),
        'grace-period',
        about.gracePeriod,
        facts.gracePeriod.default,
      ),
      readRollout(deployment),
      readBudget(budget),
      readReplicas(deployment, scaler),
      readSpread(deployment),
      readPrivileges(deployment),
      ...readScaleDown(scaler),
      ...readAspNetCore(containers),
    ],
    remarks: workloadRemarks(deployment, scaler),
    suppressed: suppressionsOf(deployment),
  };
}

function seconds(
  value: unknown,
  aspect: 'grace-period' | 'pre-stop-wait' | 'scale-down-window',
  name: (typeof about)[keyof typeof about],
  fallback: Duration,
): Setting {
  if (value === undefined) return byDefault(aspect, fallback, name);
  const time = secondsOf(value);
  return time === undefined
    ? unknown(aspect, `${JSON.stringify(value)} is not a number of whole seconds`, name)
    : set(aspect, time, name);
}

function probePaths(containers: readonly Container[]): Setting[] {
  return containers.flatMap((container) =>
    (['readiness', 'liveness', 'startup'] as const).flatMap((probe) => {
      const path = valueAt(container, [`${probe}Probe`, 'httpGet', 'path']);
      return typeof path === 'string' ? [set('health-probe-path', path, about[probe])] : [];
    }),
  );
}

/**
 * The wait before the stream's own container gets its SIGTERM; where several may be it, the shortest of theirs.
 * A hook that runs a command or asks a URL waits for as long as it pleases.
 */
function readPreStop(containers: readonly Container[]): Setting {
  const candidates = servingContainers(containers);
  const hooks = candidates.map((container) => valueAt(container, ['lifecycle', 'preStop']));
  const waits = hooks.map((hook) => (hook === undefined ? 0 : valueAt(hook, ['sleep', 'seconds'])));
  const { default: none } = facts.preStopSleep;
  if (hooks.every((hook) => hook === undefined)) return byDefault('pre-stop-wait', none, about.preStop);
  if (new Set(waits).size > 1 && !candidates.some(isListening))
    return unknown('pre-stop-wait', 'the containers wait differently, and none declares a port', about.preStop);
  if (waits.includes(0)) return set('pre-stop-wait', none, about.preStop);
  const known = waits.filter((wait) => typeof wait === 'number');
  if (known.length < waits.length)
    return unknown('pre-stop-wait', 'the preStop hook runs a command or asks a URL, and for how long is not read', about.preStop);
  return seconds(Math.min(...known), 'pre-stop-wait', about.preStop, none);
}

function readSpread(deployment: KubeObject): Setting {
  const over = spreadOver(deployment);
  return (over.length === 0 ? byDefault : set)('spread-over', over, about.spread);
}

function readRollout(deployment: KubeObject): Setting {
  if (deployment.kind !== 'Deployment') return unknown('rollout-unavailable', notRead(deployment), withoutKey(about.rollout));
  if (valueAt(deployment, ['spec', 'strategy', 'type']) === 'Recreate') return set('rollout-unavailable', '100%', about.rollout);
  const value = valueAt(deployment, ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable']);
  return isCount(value)
    ? set('rollout-unavailable', value, about.rollout)
    : byDefault('rollout-unavailable', facts.maxUnavailable.default, about.rollout);
}

function readBudget(budget: KubeObject | undefined): Setting {
  if (budget === undefined) return byDefault('disruption-unavailable', 'all', about.disruption);
  const max = valueAt(budget, ['spec', 'maxUnavailable']);
  if (isCount(max)) return set('disruption-unavailable', max, about.disruption);
  return unknown(
    'disruption-unavailable',
    'the budget gives minAvailable; how many may go depends on how many run',
    about.disruption,
  );
}

const notRead = ({ kind }: KubeObject): string => `how a ${kind} runs and replaces its pods is not read`;
const withoutKey = ({ name, fact }: (typeof about)['rollout' | 'replicas']) => ({ name, fact });

function readReplicas(deployment: KubeObject, scaler: KubeObject | undefined): Setting {
  if (deployment.kind === 'DaemonSet') return unknown('replicas', 'it runs a pod on each node', withoutKey(about.replicas));
  const [value, named] =
    scaler === undefined
      ? [valueAt(deployment, ['spec', 'replicas']), about.replicas]
      : [valueAt(scaler, ['spec', 'minReplicas']), about.minReplicas];
  return typeof value === 'number' ? set('replicas', value, named) : byDefault('replicas', facts.replicas.default, named);
}

function spreadOver(deployment: KubeObject): string[] {
  const constraints = (valueAt(deployment, [...POD, 'topologySpreadConstraints']) ?? []) as { topologyKey?: unknown }[];
  return constraints.map(({ topologyKey }) => topologyKey).filter((key) => typeof key === 'string');
}

/** Of anything that makes pods from a template. */
export const readPrivileges = (workload: KubeObject): Setting =>
  set(
    'privileges',
    beyondRestricted(workload, (valueAt(workload, [...POD, 'containers']) ?? []) as Container[]),
    about.privileges,
  );

/** The keys of the restricted standard and of ours that do not hold, for the pod and each container. */
function beyondRestricted(deployment: KubeObject, containers: readonly Container[]): string[] {
  const pod = valueAt(deployment, POD);
  const ofPod = (key: string) => valueAt(pod, ['securityContext', key]);
  const wrong = valueAt(pod, ['automountServiceAccountToken']) === false ? [] : ['automountServiceAccountToken'];
  for (const container of containers) {
    const own = (...keys: string[]) => valueAt(container, ['securityContext', ...keys]);
    if ((own('runAsNonRoot') ?? ofPod('runAsNonRoot')) !== true) wrong.push('runAsNonRoot');
    const seccomp = valueAt(own('seccompProfile') ?? ofPod('seccompProfile'), ['type']);
    if (seccomp !== 'RuntimeDefault' && seccomp !== 'Localhost') wrong.push('seccompProfile');
    if (own('allowPrivilegeEscalation') !== false) wrong.push('allowPrivilegeEscalation');
    if (own('readOnlyRootFilesystem') !== true) wrong.push('readOnlyRootFilesystem');
    const dropped = own('capabilities', 'drop');
    if (!Array.isArray(dropped) || !dropped.includes('ALL')) wrong.push('capabilities.drop');
  }
  return [...new Set(wrong)];
}

function readScaleDown(scaler: KubeObject | undefined): Setting[] {
  if (scaler === undefined) return [];
  const value = valueAt(scaler, ['spec', 'behavior', 'scaleDown', 'stabilizationWindowSeconds']);
  return [seconds(value, 'scale-down-window', about.scaleDown, facts.scaleDownWindow.default)];
}

function readAspNetCore(containers: readonly Container[]): Setting[] {
  return containers.flatMap((container) => {
    const value = valueAt(container, ['env', { named: 'ASPNETCORE_SHUTDOWNTIMEOUTSECONDS' }, 'value']);
    return typeof value === 'string' && /^\d+$/.test(value)
      ? [set('server-shutdown-timeout', Duration.seconds(Number(value)), about.aspNetCore)]
      : [];
  });
}

const isCount = (value: unknown): value is number | string => typeof value === 'number' || typeof value === 'string';
