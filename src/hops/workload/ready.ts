import { secondsOf, type KubeObject } from '../../kubernetes/object';
import { formatPath, valueAt, type OwnedKey, type Step } from '../../kubernetes/owned-key';
import { gracePeriodFor } from '../../policy/allowances';
import type { Duration } from '../../policy/duration';
import type { StreamPolicy } from '../../policy/stream-policy';
import { SPREAD_OVER } from './about';
import { servingContainers, type Listening } from './serving';
import {
  gracePeriodKey,
  policyKey,
  preStopKey,
  privilegeKeys,
  probeKeys,
  replicasKey,
  rolloutKeys,
  shutdownKeys,
  spreadKeys,
  type PodShape,
} from './keys';

const POD = ['spec', 'template', 'spec'] as const;
const HANDLERS = ['exec', 'grpc', 'tcpSocket'];

/** What is to be changed in a Deployment that somebody else made. */
export interface ReadyOptions {
  /** The container that serves the stream. Default: the first of `servingContainers`. */
  readonly container?: string | undefined;
  readonly preStop: Duration;
  /** Default: the probes stay as they are. */
  readonly readinessPath?: string | undefined;
  readonly livenessPath?: string | undefined;
  readonly runtime?: 'aspnetcore' | undefined;
  readonly restrictPrivileges?: boolean | undefined;
  /** Whether something else decides how many pods run. */
  readonly isScaled: boolean;
}

interface Container extends Listening {
  readonly name: string;
}

export const containersOf = (deployment: KubeObject): readonly Container[] =>
  (valueAt(deployment, [...POD, 'containers']) ?? []) as readonly Container[];

/** The labels by which the Deployment itself knows its pods. */
export function labelsOf(deployment: KubeObject): PodShape['labels'] {
  const own =
    valueAt(deployment, ['spec', 'selector', 'matchLabels']) ?? valueAt(deployment, ['spec', 'template', 'metadata', 'labels']);
  return (own ?? {}) as PodShape['labels'];
}

/** The container that serves the stream, its port and labels; undefined when the Deployment has no such container. */
function podShapeOf(deployment: KubeObject, container: string | undefined): PodShape | undefined {
  const all = containersOf(deployment);
  const [serving] = servingContainers(all);
  const shape = container === undefined ? serving : all.find(({ name }) => name === container);
  if (shape === undefined) return undefined;
  return { container: shape.name, port: shape.ports?.[0]?.containerPort ?? 8080, labels: labelsOf(deployment) };
}

/** The keys an existing Deployment lacks or has with worse values. What is as good or better stays. */
export function readyKeys(policy: StreamPolicy, deployment: KubeObject, options: ReadyOptions): OwnedKey[] {
  const pod = podShapeOf(deployment, options.container);
  if (pod === undefined) return [];
  const { readinessPath, livenessPath } = options;
  const keys = [
    policyKey(policy),
    ...rolloutKeys(),
    ...drainKeys(policy, deployment, options.preStop, pod),
    ...(isSpread(deployment) || Object.keys(pod.labels).length === 0 ? [] : spreadKeys(pod)),
    ...(options.isScaled || Number(valueAt(deployment, ['spec', 'replicas']) ?? 1) >= 2 ? [] : [replicasKey(2)]),
    ...(readinessPath === undefined ? [] : probeKeys(pod, 'readiness', readinessPath)),
    ...(livenessPath === undefined ? [] : probeKeys(pod, 'liveness', livenessPath)),
    ...(options.runtime === 'aspnetcore' ? shutdownKeys(policy, pod) : []),
    ...(options.restrictPrivileges === true ? privilegeKeys(pod) : []),
  ];
  const good = keptPaths(deployment);
  return keys.filter(({ path }) => !good.includes(formatPath(path)));
}

/** A wait of another kind than sleep is somebody's own: it stays, and stays unknown. */
function drainKeys(policy: StreamPolicy, deployment: KubeObject, preStop: Duration, pod: PodShape): OwnedKey[] {
  const hook = valueAt(deployment, [...POD, 'containers', { named: pod.container }, 'lifecycle', 'preStop']);
  const found = secondsOf(valueAt(hook, ['sleep', 'seconds']));
  const isOwn = hook !== undefined && found === undefined;
  const wait = longer(preStop, found);
  const grace = longer(gracePeriodFor(policy, wait), secondsOf(valueAt(deployment, [...POD, 'terminationGracePeriodSeconds'])));
  return [gracePeriodKey(grace), ...(isOwn ? [] : [preStopKey(pod, wait)])];
}

const longer = (needed: Duration, found: Duration | undefined): Duration => (found?.isLongerThan(needed) ? found : needed);

function isSpread(deployment: KubeObject): boolean {
  const constraints = (valueAt(deployment, [...POD, 'topologySpreadConstraints']) ?? []) as { topologyKey?: string }[];
  return constraints.some(({ topologyKey }) => topologyKey !== undefined && SPREAD_OVER.includes(topologyKey));
}

/** A surge of several pods, or of a percentage, is faster and no worse than ours. */
function keptPaths(deployment: KubeObject): string[] {
  const path = ['spec', 'strategy', 'rollingUpdate', 'maxSurge'];
  const surge = valueAt(deployment, path);
  return surge === undefined || surge === 0 || surge === '0%' ? [] : [formatPath(path)];
}

/** The other handlers of a probe that gets ours: the API server takes one only. */
export function replacedHandlers(keys: readonly OwnedKey[]): Step[][] {
  return keys
    .filter(({ path }) => path.at(-1) === 'httpGet')
    .flatMap(({ path }) => HANDLERS.map((handler) => [...path.slice(0, -1), handler]));
}
