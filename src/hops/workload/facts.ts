import { Duration } from '../../policy/duration';
import { facts } from '../../path/fact';

const POD_LIFECYCLE = 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/';
const HPA = 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/';
const checked = '2026-11-21';

/** The Deployment whose pods hold the streams, with its disruption budget and autoscaler. */
export const workloadFacts = facts({
  gracePeriod: {
    says: 'The grace period starts with the preStop hook and ends in SIGKILL, which cuts every stream still open.',
    limit: 'drain',
    unit: 'whole seconds',
    default: Duration.seconds(30),
    source: `${POD_LIFECYCLE}#pod-termination`,
    checked,
    known: 'documented',
  },
  preStopSleep: {
    says: 'A pod leaves the endpoints while its preStop hook runs, not before, and SIGTERM waits for the hook. The sleep action needs no binary in the image; on by default since Kubernetes 1.30, stable since 1.34.',
    unit: 'whole seconds',
    default: Duration.seconds(0),
    source: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
    checked,
    known: 'documented',
  },
  probes: {
    says: 'A probe that asks for a stream holds a connection open until the probe times out, and then fails.',
    source: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    checked,
    known: 'documented',
  },
  selector: {
    says: 'The selector of a Deployment must match the labels of its pod template, or the API server refuses it.',
    source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
    checked,
    known: 'documented',
  },
  maxUnavailable: {
    says: 'A rolling update may take this many pods away before their successors are ready.',
    default: '25%',
    source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable',
    checked,
    known: 'documented',
  },
  maxSurge: {
    says: 'A rolling update may add this many pods first; it cannot be 0 where maxUnavailable is 0.',
    default: '25%',
    source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge',
    checked,
    known: 'documented',
  },
  disruptionBudget: {
    says: 'Without a PodDisruptionBudget a node upgrade may evict every pod of a workload at once.',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/',
    checked,
    known: 'documented',
  },
  oneBudget: {
    says: 'The eviction API refuses to evict a pod that more than one PodDisruptionBudget selects.',
    source: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
    checked,
    known: 'documented',
  },
  replicas: {
    says: 'A Deployment runs one pod unless told otherwise.',
    default: 1,
    source: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas',
    checked,
    known: 'documented',
  },
  topologySpread: {
    says: 'Topology spread constraints keep one node or zone from holding all pods, and so all streams.',
    source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
    checked,
    known: 'documented',
  },
  cpuRequest: {
    says: 'Where a container of the pod has no CPU request, its CPU utilisation is not defined and an autoscaler by utilisation does nothing.',
    source: HPA,
    checked: '2026-11-21',
    known: 'documented',
  },
  autoscaler: {
    says: 'An autoscaler keeps the number of pods from minReplicas to maxReplicas, which cannot be the smaller of the two.',
    source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/',
    checked,
    known: 'documented',
  },
  scaleDownWindow: {
    says: 'An autoscaler acts on the highest wish of its scale-down stabilization window, so load that comes and goes takes no pod away.',
    unit: 'whole seconds',
    default: Duration.minutes(5),
    max: Duration.hours(1),
    source: `${HPA}#stabilization-window`,
    checked,
    known: 'documented',
  },
  scaleDownPolicies: {
    says: 'Unless its scale-down policies say otherwise, an autoscaler may go down to minReplicas at once.',
    source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/',
    checked,
    known: 'documented',
  },
  scaleDownPeriod: {
    says: 'An autoscaler counts the pods it takes away over a period of at most 1800 seconds.',
    unit: 'whole seconds',
    max: Duration.minutes(30),
    source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/',
    checked,
    known: 'documented',
  },
  restricted: {
    says: 'The restricted Pod Security Standard: non-root, no privilege escalation, no capabilities, a seccomp profile. A read-only root and no API token go further.',
    source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    checked,
    known: 'documented',
  },
  aspNetCoreShutdown: {
    says: 'An ASP.NET Core host ends open requests when its shutdown timeout runs out: 30 s since .NET 6, 5 s before.',
    limit: 'drain',
    unit: 'whole seconds',
    default: Duration.seconds(30),
    source: 'https://learn.microsoft.com/aspnet/core/fundamentals/host/generic-host#shutdowntimeout',
    checked,
    known: 'documented',
  },
});
