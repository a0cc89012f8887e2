import { idleLimitFor } from '../../policy/allowances';
import { Duration } from '../../policy/duration';
import type { StreamPolicy } from '../../policy/stream-policy';
import { misfits } from '../../path/fit';
import type { Hop, Remark } from '../../path/hop';
import { byDefault, fixed, set, type Setting } from '../../path/setting';
import { annotation, ownedKey, type OwnedKey } from '../../kubernetes/owned-key';
import { clientIp, idle, IDLE_TIMEOUT, INTERNAL, noAffinity, probe, PROBE_PATH, trafficPolicy } from './about';
import { serviceFacts as facts } from './facts';
import { tlsInPods } from './load-balancer-remarks';

/** How the Service is reached: inside the cluster, or through an Azure Load Balancer. */
export interface ServiceOptions {
  /** Such as `Service app/sse`. */
  readonly object: string;
  /** An Azure Load Balancer in front, with an address of the virtual network or of the internet. Default: none, ClusterIP. */
  readonly loadBalancer?: 'internal' | 'public' | undefined;
  /** The path Azure probes for health where the client address is not kept; its default is a TCP connection. */
  readonly probePath?: string | undefined;
}

/** What a Service must be for the policy. */
export function planService(policy: StreamPolicy, options: ServiceOptions): Hop {
  const { affinity } = policy;
  const settings = [
    fixed('balances-over', 'pods', { name: 'endpoints', fact: facts.noHttp }),
    affinity.kind === 'client-ip'
      ? clientIp(affinity.timeout)
      : noAffinity(options.loadBalancer === undefined ? 'cluster' : 'load-balancer'),
    ...(options.loadBalancer === undefined ? [] : planLoadBalancer(policy, options)),
  ];
  return {
    type: 'service',
    object: options.object,
    layer: 'tcp',
    settings,
    remarks: [
      ...misfits(settings),
      ...ignoredProbePath(policy, options),
      ...(options.loadBalancer === undefined ? [] : [tlsInPods(options.loadBalancer)]),
    ],
    suppressed: {},
  };
}

function planLoadBalancer(policy: StreamPolicy, { probePath }: ServiceOptions): Setting[] {
  const keepsAddress = policy.affinity.kind === 'client-ip';
  return [
    set('idle-limit', azureIdleFor(policy), idle),
    byDefault('drain-limit', 'disabled', { name: 'established flows', fact: facts.azureDrain }),
    keepsAddress ? set('client-address', 'kept', trafficPolicy) : byDefault('client-address', 'replaced', trafficPolicy),
    ...(probePath === undefined || keepsAddress ? [] : [set('health-probe-path', probePath, probe)]),
  ];
}

function ignoredProbePath(policy: StreamPolicy, { probePath }: ServiceOptions): Remark[] {
  if (probePath === undefined || policy.affinity.kind !== 'client-ip') return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      found: `probePath is ${probePath}, externalTrafficPolicy Local`,
      need: 'with Local, Azure always probes /healthz on healthCheckNodePort',
      fix: 'remove probePath',
      fact: facts.healthProbe,
    },
  ];
}

function azureIdleFor(policy: StreamPolicy): Duration {
  const wanted = Duration.minutes(idleLimitFor(policy).toMinutesRoundedUp());
  return wanted.isShorterThan(facts.azureIdle.min) ? facts.azureIdle.min : wanted;
}

/** The keys that make a Service what `planService` says. */
export function serviceKeys(policy: StreamPolicy, options: ServiceOptions): OwnedKey[] {
  const { affinity } = policy;
  const keys: OwnedKey[] = [];
  if (affinity.kind === 'client-ip') {
    keys.push(ownedKey(['spec', 'sessionAffinity'], 'ClientIP'));
    keys.push(ownedKey(['spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds'], affinity.timeout.toSeconds()));
  }
  if (options.loadBalancer === undefined) return keys;
  keys.push(ownedKey(['spec', 'type'], 'LoadBalancer'));
  keys.push(annotation(IDLE_TIMEOUT, String(azureIdleFor(policy).toMinutes())));
  if (options.loadBalancer === 'internal') keys.push(annotation(INTERNAL, 'true'));
  if (affinity.kind === 'client-ip') keys.push(ownedKey(['spec', 'externalTrafficPolicy'], 'Local'));
  else if (options.probePath !== undefined) keys.push(annotation(PROBE_PATH, options.probePath));
  return keys;
}
