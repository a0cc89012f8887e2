import { byDefault, set, type Setting } from '../../path/setting';
import type { Duration } from '../../policy/duration';
import { serviceFacts as facts } from './facts';

const AZURE = 'service.beta.kubernetes.io/azure-load-balancer-';
export const IDLE_TIMEOUT = `${AZURE}tcp-idle-timeout`;
export const INTERNAL = `${AZURE}internal`;
export const PROBE_PATH = `${AZURE}health-probe-request-path`;
export const PROBE_INTERVAL = `${AZURE}health-probe-interval`;
export const PROBE_COUNT = `${AZURE}health-probe-num-of-probe`;
export const NO_TCP_RESET = `${AZURE}disable-tcp-reset`;

export const idle = { name: 'TCP idle timeout', key: `metadata.annotations["${IDLE_TIMEOUT}"]`, fact: facts.azureIdle };
export const trafficPolicy = {
  name: 'externalTrafficPolicy',
  key: 'spec.externalTrafficPolicy',
  fact: facts.externalTrafficPolicy,
};
export const probe = { name: 'health probe', key: `metadata.annotations["${PROBE_PATH}"]`, fact: facts.healthProbe };

/** Set by `sessionAffinity: ClientIP`, be its timeout written or the default. */
export const clientIp = (timeout: Duration): Setting =>
  set(
    'affinity',
    { kind: 'client-ip', timeout },
    { name: 'sessionAffinity', key: 'spec.sessionAffinityConfig.clientIP.timeoutSeconds', fact: facts.clientIpTimeout },
  );

/** A load balancer before the Service follows its affinity and has none of its own. */
export const noAffinity = (behind: 'load-balancer' | 'cluster'): Setting => {
  const fact = behind === 'load-balancer' ? facts.azureSourceIp : facts.noAffinity;
  return byDefault('affinity', { kind: 'none' }, { name: 'sessionAffinity', key: 'spec.sessionAffinity', fact });
};
