import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { Duration } from '../../policy/duration';
import type { Remark } from '../../path/hop';
import { idle, INTERNAL, NO_TCP_RESET, PROBE_COUNT, PROBE_INTERVAL, PROBE_PATH } from './about';
import { serviceFacts as facts } from './facts';

/** What is wrong with the Azure annotations of a Service of type LoadBalancer that no setting says. */
export function loadBalancerRemarks(service: KubeObject): Remark[] {
  const annotations = service.metadata.annotations ?? {};
  return [
    tlsInPods(annotations[INTERNAL] === 'true' ? 'internal' : 'public'),
    ...silentCut(annotations[NO_TCP_RESET]),
    ...probeTiming(annotations[PROBE_INTERVAL], annotations[PROBE_COUNT]),
    ...(annotations[PROBE_PATH] === undefined ? [] : ignoredProbePath(service, annotations[PROBE_PATH])),
  ];
}

/** The load balancer ends no TLS, so it is up to the pods; on the internet they must. */
export function tlsInPods(exposure: 'internal' | 'public'): Remark {
  const [address, where, otherwise] =
    exposure === 'public'
      ? ['a public address', 'on the internet', `, or set metadata.annotations["${INTERNAL}"] to "true"`]
      : ['an address of the virtual network', 'of that network', ''];
  return {
    rule: 'secure-transport',
    found: `the load balancer has ${address} and forwards TCP as it is`,
    need: `clients ${where} need TLS, which is up to the pods: whether they end it cannot be seen here`,
    fix: `serve TLS in the pods${otherwise}`,
    fact: facts.azureInternal,
    key: 'spec.type',
    level: 'unknown',
  };
}

/** Whether Azure asks the pods by HTTP for their health, and not by a TCP connection or the node for its own. */
export function isProbedByHttp(service: KubeObject): boolean {
  const ports = valueAt(service, ['spec', 'ports']) as { appProtocol?: unknown }[] | undefined;
  const isHttp = ports?.some(({ appProtocol }) => /^https?$/i.test(String(appProtocol))) ?? true;
  return isHttp && valueAt(service, ['spec', 'externalTrafficPolicy']) !== 'Local';
}

function ignoredProbePath(service: KubeObject, path: string): Remark[] {
  if (isProbedByHttp(service)) return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      found: `metadata.annotations["${PROBE_PATH}"] is "${path}"`,
      need: 'it counts with externalTrafficPolicy Cluster and a port with appProtocol http only',
      fix: 'write appProtocol: http at the port, or remove the annotation',
      fact: facts.healthProbe,
      key: `metadata.annotations["${PROBE_PATH}"]`,
      level: 'warning',
    },
  ];
}

function silentCut(disabled: string | undefined): Remark[] {
  if (disabled !== 'true') return [];
  return [
    {
      rule: 'heartbeat-within-idle-limit',
      found: `metadata.annotations["${NO_TCP_RESET}"] is "true"`,
      need: 'when the idle timeout cuts a stream, neither client nor server learns of it',
      fix: 'remove the annotation',
      fact: facts.azureTcpReset,
      key: `metadata.annotations["${NO_TCP_RESET}"]`,
      level: 'warning',
    },
  ];
}

function probeTiming(intervalText: string | undefined, countText: string | undefined): Remark[] {
  const { min, default: usual, max } = facts.healthProbeTiming;
  const interval = wholeNumber(intervalText, usual.toSeconds());
  const count = wholeNumber(countText, facts.healthProbeCount.default);
  const isValid = interval !== undefined && count !== undefined && interval >= min.toSeconds();
  if (isValid && Duration.seconds(interval * count).isShorterThan(max)) return [];
  return [
    {
      rule: 'value-rejected-by-target',
      found: `the health probe has interval "${intervalText ?? usual.toSeconds()}" and count "${countText ?? facts.healthProbeCount.default}"`,
      need: `the interval takes whole seconds from ${min.toSeconds()}, and interval times count must be less than ${max}`,
      fix: `remove ${PROBE_INTERVAL} and ${PROBE_COUNT}`,
      fact: facts.healthProbeTiming,
      key: `metadata.annotations["${intervalText === undefined ? PROBE_COUNT : PROBE_INTERVAL}"]`,
    },
  ];
}

function wholeNumber(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

/** Above what the page says, and taken by the code. */
export function beyondPage(minutes: Duration): Remark {
  return {
    rule: 'value-rejected-by-target',
    found: `${idle.key} is "${minutes.toMinutes()}"`,
    need: `the page allows ${facts.azureIdle.max} or less; the controller code takes up to ${facts.azureIdleInCode.max}`,
    fix: `set ${idle.key} to "${facts.azureIdle.max.toMinutes()}" or less`,
    fact: facts.azureIdleInCode,
    key: idle.key,
    level: 'warning',
  };
}
