import { EXIT_MARGIN, gracePeriodFor } from '../../policy/allowances';
import { Duration, shortest } from '../../policy/duration';
import type { StreamPolicy } from '../../policy/stream-policy';
import { misfits } from '../../path/fit';
import type { Hop, Remark } from '../../path/hop';
import { set, type Setting } from '../../path/setting';
import { about, SPREAD_OVER } from './about';
import { workloadFacts as facts } from './facts';

/** The wait where no hop in front is known to need a longer one. Choice, not fact: docs/decisions. */
export const DEFAULT_PRE_STOP = Duration.seconds(15);

/** How the pods of a stream run. */
export interface WorkloadOptions {
  /** Such as `Deployment app/sse`. */
  readonly object: string;
  readonly readinessPath: string;
  readonly livenessPath: string;
  /** The wait between leaving the endpoints and SIGTERM. */
  readonly preStop: Duration;
  /** How many pods, or the least where an autoscaler decides. */
  readonly replicas: number;
  /** An autoscaler's most. Default: none, a fixed number of pods. */
  readonly maxReplicas?: number | undefined;
  /** The framework whose own shutdown must wait for the streams. Default: none, no environment is written. */
  readonly runtime?: 'aspnetcore' | undefined;
}

/** What a workload must be for the policy. */
export function planWorkload(policy: StreamPolicy, options: WorkloadOptions): Hop {
  const settings: Setting[] = [
    set('health-probe-path', options.readinessPath, about.readiness),
    set('health-probe-path', options.livenessPath, about.liveness),
    set('pre-stop-wait', options.preStop, about.preStop),
    set('grace-period', gracePeriodFor(policy, options.preStop), about.gracePeriod),
    set('rollout-unavailable', 0, about.rollout),
    set('disruption-unavailable', 1, about.disruption),
    set('replicas', options.replicas, about.replicas),
    set('spread-over', SPREAD_OVER, about.spread),
    set('privileges', [], about.privileges),
  ];
  if (options.maxReplicas !== undefined) settings.push(set('scale-down-window', scaleDownWindowFor(policy), about.scaleDown));
  if (options.runtime === 'aspnetcore')
    settings.push(set('server-shutdown-timeout', shutdownTimeoutFor(policy), about.aspNetCore));
  const remarks = [...misfits(settings), ...scaleRemarks(options)];
  return { type: 'workload', object: options.object, layer: 'process', settings, remarks, suppressed: {} };
}

/** What the target refuses of the times that ending a stream takes. */
export function drainMisfits(policy: StreamPolicy, preStop: Duration): Remark[] {
  return misfits([
    set('pre-stop-wait', preStop, about.preStop),
    set('grace-period', gracePeriodFor(policy, preStop), about.gracePeriod),
  ]);
}

function scaleRemarks({ replicas, maxReplicas }: WorkloadOptions): Remark[] {
  if (maxReplicas === undefined || maxReplicas >= replicas) return [];
  return [
    {
      rule: 'value-rejected-by-target',
      found: `maxReplicas is ${maxReplicas}, replicas ${replicas}`,
      need: 'an autoscaler takes a maxReplicas that is not below minReplicas',
      fix: `set maxReplicas to ${replicas} or more`,
      fact: facts.autoscaler,
    },
  ];
}

/** Streams that were there when load fell have ended by their max age, as far as the autoscaler can wait. */
export function scaleDownWindowFor(policy: StreamPolicy): Duration {
  return shortest([policy.maxAge.limit, facts.scaleDownWindow.max]) ?? facts.scaleDownWindow.max;
}

/**
 * Half of the time to exit beyond the drain window: the last streams close at its very end and must not race the
 * framework's abort, which must still come before SIGKILL.
 */
export function shutdownTimeoutFor(policy: StreamPolicy): Duration {
  return policy.drain.window.plus(Duration.millis(EXIT_MARGIN.milliseconds / 2));
}
