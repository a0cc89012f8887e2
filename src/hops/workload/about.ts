import { workloadFacts as facts } from './facts';

export const SPREAD_OVER = ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'];

/** The product's name, the key and the fact of each setting, shared by plan and read. */
export const about = {
  readiness: { name: 'readinessProbe', key: 'readinessProbe.httpGet.path', fact: facts.probes },
  liveness: { name: 'livenessProbe', key: 'livenessProbe.httpGet.path', fact: facts.probes },
  startup: { name: 'startupProbe', key: 'startupProbe.httpGet.path', fact: facts.probes },
  preStop: { name: 'preStop sleep', key: 'lifecycle.preStop.sleep.seconds', fact: facts.preStopSleep },
  gracePeriod: {
    name: 'termination grace period',
    key: 'spec.template.spec.terminationGracePeriodSeconds',
    fact: facts.gracePeriod,
  },
  rollout: {
    name: 'rolling update maxUnavailable',
    key: 'spec.strategy.rollingUpdate.maxUnavailable',
    fact: facts.maxUnavailable,
  },
  disruption: { name: 'disruption budget', key: 'PodDisruptionBudget spec.maxUnavailable', fact: facts.disruptionBudget },
  replicas: { name: 'replicas', key: 'spec.replicas', fact: facts.replicas },
  /** In place of `replicas` where an autoscaler sets them. */
  minReplicas: { name: 'minReplicas', key: 'HorizontalPodAutoscaler spec.minReplicas', fact: facts.autoscaler },
  spread: { name: 'topology spread', key: 'spec.template.spec.topologySpreadConstraints', fact: facts.topologySpread },
  privileges: { name: 'privileges', key: 'spec.template.spec.securityContext', fact: facts.restricted },
  scaleDown: {
    name: 'autoscaler scale-down window',
    key: 'HorizontalPodAutoscaler spec.behavior.scaleDown.stabilizationWindowSeconds',
    fact: facts.scaleDownWindow,
  },
  aspNetCore: {
    name: 'ASP.NET Core shutdown timeout',
    key: 'env ASPNETCORE_SHUTDOWNTIMEOUTSECONDS',
    fact: facts.aspNetCoreShutdown,
  },
};
