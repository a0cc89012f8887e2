import { describe, secondsOf, suppressionsOf, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { misfit } from '../../path/fit';
import type { Hop, Remark } from '../../path/hop';
import { byDefault, fixed, set, type Setting } from '../../path/setting';
import { Duration } from '../../policy/duration';
import { clientIp, idle, IDLE_TIMEOUT, noAffinity, probe, PROBE_PATH, trafficPolicy } from './about';
import { serviceFacts as facts } from './facts';
import { beyondPage, isProbedByHttp, loadBalancerRemarks } from './load-balancer-remarks';

/** What a Service is. */
export function readService(service: KubeObject): Hop {
  const remarks: Remark[] = [];
  const isLoadBalancer = valueAt(service, ['spec', 'type']) === 'LoadBalancer';
  return {
    type: 'service',
    object: describe(service),
    layer: 'tcp',
    settings: [
      fixed('balances-over', 'pods', { name: 'endpoints', fact: facts.noHttp }),
      readAffinity(service, isLoadBalancer ? 'load-balancer' : 'cluster', remarks),
      ...(isLoadBalancer ? readLoadBalancer(service, remarks) : []),
    ],
    remarks,
    suppressed: suppressionsOf(service),
  };
}

const headlessAffinity: Remark = {
  rule: 'setting-ignored-by-target',
  found: 'spec.sessionAffinity is ClientIP, spec.clusterIP None',
  need: 'a headless Service hands out the addresses of its pods, and clients choose among them each time',
  fix: 'remove spec.clusterIP for a Service with an address, or spec.sessionAffinity',
  fact: facts.headless,
  key: 'spec.sessionAffinity',
};

function readAffinity(service: KubeObject, behind: 'load-balancer' | 'cluster', remarks: Remark[]): Setting {
  if (valueAt(service, ['spec', 'sessionAffinity']) !== 'ClientIP') return noAffinity(behind);
  if (valueAt(service, ['spec', 'clusterIP']) === 'None') {
    remarks.push(headlessAffinity);
    return noAffinity(behind);
  }
  const { default: fallback } = facts.clientIpTimeout;
  const written = valueAt(service, ['spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds']);
  if (written === undefined) return clientIp(fallback);
  const timeout = secondsOf(written);
  const problem = timeout === undefined ? 'it takes whole seconds' : misfit(timeout, facts.clientIpTimeout);
  if (timeout !== undefined && problem === undefined) return clientIp(timeout);
  const setting = clientIp(fallback);
  remarks.push({
    rule: 'value-rejected-by-target',
    found: `${setting.key} is ${JSON.stringify(written)}`,
    need: problem ?? '',
    fix: `set ${setting.key} to ${fallback.toSeconds()}`,
    fact: facts.clientIpTimeout,
    key: setting.key,
  });
  return setting;
}

function readLoadBalancer(service: KubeObject, remarks: Remark[]): Setting[] {
  remarks.push(...loadBalancerRemarks(service));
  const local = valueAt(service, ['spec', 'externalTrafficPolicy']) === 'Local';
  const probePath = service.metadata.annotations?.[PROBE_PATH];
  return [
    readIdleTimeout(service.metadata.annotations?.[IDLE_TIMEOUT], remarks),
    byDefault('drain-limit', 'disabled', { name: 'established flows', fact: facts.azureDrain }),
    local ? set('client-address', 'kept', trafficPolicy) : byDefault('client-address', 'replaced', trafficPolicy),
    ...(probePath === undefined || !isProbedByHttp(service) ? [] : [set('health-probe-path', probePath, probe)]),
  ];
}

function readIdleTimeout(text: string | undefined, remarks: Remark[]): Setting {
  const { default: fallback, min, max } = facts.azureIdle;
  if (text === undefined) return byDefault('idle-limit', fallback, idle);
  const minutes = /^\d+$/.test(text) ? Duration.minutes(Number(text)) : undefined;
  const problem = minutes === undefined ? 'it takes whole minutes without a unit' : misfit(minutes, facts.azureIdleInCode);
  if (minutes !== undefined && problem === undefined) {
    if (minutes.isLongerThan(max)) remarks.push(beyondPage(minutes));
    return set('idle-limit', minutes, idle);
  }
  remarks.push({
    rule: 'value-rejected-by-target',
    found: `${idle.key} is "${text}"`,
    need: problem ?? '',
    fix: `set ${idle.key} to "${min.toMinutes()}"`,
    fact: facts.azureIdle,
    key: idle.key,
  });
  return byDefault('idle-limit', fallback, idle);
}
