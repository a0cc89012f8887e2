import { gracePeriodFor } from '../../policy/allowances';
import type { Duration } from '../../policy/duration';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { KubeObject } from '../../kubernetes/object';
import { annotation, ownedKey, type OwnedKey, type Step } from '../../kubernetes/owned-key';
import { SPREAD_OVER } from './about';
import { workloadFacts as facts } from './facts';
import { scaleDownWindowFor, shutdownTimeoutFor, type WorkloadOptions } from './hop';

const POD = ['spec', 'template', 'spec'] as const;

/** What the keys need to know of the pod besides the options. */
export interface PodShape {
  /** The name of the container that serves the stream. */
  readonly container: string;
  /** The port it listens on. */
  readonly port: number;
  /** The labels that select the pods. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The keys that make a Deployment what `planWorkload` says. */
export function deploymentKeys(policy: StreamPolicy, options: WorkloadOptions, pod: PodShape): OwnedKey[] {
  return [
    policyKey(policy),
    ...rolloutKeys(),
    gracePeriodKey(gracePeriodFor(policy, options.preStop)),
    preStopKey(pod, options.preStop),
    ...spreadKeys(pod),
    ...privilegeKeys(pod),
    ...probeKeys(pod, 'readiness', options.readinessPath),
    ...probeKeys(pod, 'liveness', options.livenessPath),
    ...(options.maxReplicas === undefined ? [replicasKey(options.replicas)] : []),
    ...(options.runtime === 'aspnetcore'
      ? [aspNetCoreKey(pod, 'ASPNETCORE_URLS', `http://+:${pod.port}`), ...shutdownKeys(policy, pod)]
      : []),
  ];
}

const inContainer = (pod: PodShape, ...steps: Step[]): Step[] => [...POD, 'containers', { named: pod.container }, ...steps];

/** The annotation of a workload that holds its policy, as YAML or JSON. */
export const policyAnnotation = 'sse-ready.dev/policy';

/** What the server itself must do, and what the rest of the path was proven for, for whoever reads the manifest later. */
export const policyKey = (policy: StreamPolicy): OwnedKey => annotation(policyAnnotation, JSON.stringify(policy));

export function rolloutKeys(): OwnedKey[] {
  return [
    ownedKey(['spec', 'strategy', 'type'], 'RollingUpdate'),
    ownedKey(['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'], 0),
    ownedKey(['spec', 'strategy', 'rollingUpdate', 'maxSurge'], 1),
  ];
}

export const gracePeriodKey = (time: Duration): OwnedKey => ownedKey([...POD, 'terminationGracePeriodSeconds'], time.toSeconds());

export const preStopKey = (pod: PodShape, wait: Duration): OwnedKey =>
  ownedKey(inContainer(pod, 'lifecycle', 'preStop'), { sleep: { seconds: wait.toSeconds() } });

export function spreadKeys({ labels }: PodShape): OwnedKey[] {
  const constraints = SPREAD_OVER.map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...labels } },
  }));
  return [ownedKey([...POD, 'topologySpreadConstraints'], constraints)];
}

export function privilegeKeys(pod: PodShape): OwnedKey[] {
  return [
    ownedKey([...POD, 'automountServiceAccountToken'], false),
    ownedKey([...POD, 'securityContext', 'runAsNonRoot'], true),
    ownedKey([...POD, 'securityContext', 'seccompProfile', 'type'], 'RuntimeDefault'),
    ownedKey(inContainer(pod, 'securityContext', 'allowPrivilegeEscalation'), false),
    ownedKey(inContainer(pod, 'securityContext', 'readOnlyRootFilesystem'), true),
    ownedKey(inContainer(pod, 'securityContext', 'capabilities', 'drop'), ['ALL']),
  ];
}

export function probeKeys(pod: PodShape, probe: 'readiness' | 'liveness', path: string): OwnedKey[] {
  return [ownedKey(inContainer(pod, `${probe}Probe`, 'httpGet'), { path, port: pod.port })];
}

export const replicasKey = (replicas: number): OwnedKey => ownedKey(['spec', 'replicas'], replicas);

export function shutdownKeys(policy: StreamPolicy, pod: PodShape): OwnedKey[] {
  return [aspNetCoreKey(pod, 'ASPNETCORE_SHUTDOWNTIMEOUTSECONDS', String(shutdownTimeoutFor(policy).toSeconds()))];
}

const aspNetCoreKey = (pod: PodShape, name: string, value: string): OwnedKey =>
  ownedKey(inContainer(pod, 'env', { named: name }, 'value'), value);

/** The name and namespace of an object that belongs to a Deployment. */
interface Named {
  readonly name: string;
  readonly namespace?: string;
}

/** Lets a node upgrade take one pod at a time. */
export function disruptionBudget(metadata: Named, labels: PodShape['labels']): KubeObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata,
    spec: { maxUnavailable: 1, selector: { matchLabels: { ...labels } } },
  };
}

/** Takes pods away one drain at a time, and only once the load was low for the whole window. */
export function autoscaler(policy: StreamPolicy, options: WorkloadOptions, metadata: Named): KubeObject {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata,
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: metadata.name },
      minReplicas: options.replicas,
      maxReplicas: options.maxReplicas,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }],
      behavior: {
        scaleDown: {
          stabilizationWindowSeconds: secondsUp(scaleDownWindowFor(policy)),
          policies: [
            {
              type: 'Pods',
              value: 1,
              periodSeconds: secondsUp(atMost(facts.scaleDownPeriod.max, gracePeriodFor(policy, options.preStop))),
            },
          ],
        },
      },
    },
  };
}

const atMost = (most: Duration, time: Duration): Duration => (time.isLongerThan(most) ? most : time);

/** Where the plan does not fit its remark tells of it; this only makes an object to go with that. */
const secondsUp = (time: Duration): number => Math.ceil(time.milliseconds / 1000);
