import { servicesOf } from '../../kubernetes/ingress';
import { annotation, type OwnedKey } from '../../kubernetes/owned-key';
import { idleLimitFor } from '../../policy/allowances';
import type { StreamPolicy } from '../../policy/stream-policy';
import { annotationOf } from './about';
import { isTrue, timeOf, written, type Served } from './annotations';
import { f5NginxKeys, type F5NginxOptions } from './hop';
import { stickyList } from './read-affinity';

const TIMEOUTS = ['proxy-read-timeout', 'proxy-send-timeout'];

/** The annotations an existing Ingress lacks or has with worse values, and those that undo what works against them. */
export function readyF5NginxKeys(policy: StreamPolicy, served: Served, options: F5NginxOptions): OwnedKey[] {
  const enough = idleLimitFor(policy);
  const good = TIMEOUTS.filter((name) => timeOf(written(served, name)?.value ?? '')?.isShorterThan(enough) === false);
  const services = servicesOf(served.ingress, policy.paths);
  const others = (stickyList(served)?.list ?? []).filter(({ service }) => !services.includes(service));
  const keys = f5NginxKeys(policy, options, services, others);
  return [...keys.filter(({ path }) => !good.map(annotationOf).some((name) => path.includes(name))), ...undoing(served)];
}

function undoing(served: Served): OwnedKey[] {
  const toClusterIp = written(served, 'use-cluster-ip');
  const tries = written(served, 'proxy-next-upstream-tries');
  return [
    ...(toClusterIp !== undefined && isTrue(toClusterIp.value) ? [annotation(annotationOf('use-cluster-ip'), 'false')] : []),
    ...(tries?.value === '1' ? [annotation(annotationOf('proxy-next-upstream-tries'), '0')] : []),
  ];
}
