import type { KubeObject } from '../../kubernetes/object';
import { annotation, type OwnedKey } from '../../kubernetes/owned-key';
import { idleLimitFor } from '../../policy/allowances';
import type { StreamPolicy } from '../../policy/stream-policy';
import { annotationOf } from './about';
import { heeded, integerOf, isTrue } from './annotations';
import { nginxIngressKeys, type NginxIngressOptions } from './hop';

const TIMEOUTS = ['proxy-read-timeout', 'proxy-send-timeout'];

/** The annotations an existing Ingress lacks or has with worse values, and those that undo what works against them. */
export function readyNginxIngressKeys(policy: StreamPolicy, ingress: KubeObject, options: NginxIngressOptions): OwnedKey[] {
  const enough = idleLimitFor(policy).milliseconds / 1000;
  const good = TIMEOUTS.filter((name) => (integerOf(ingress, name) ?? 0) >= enough).map(annotationOf);
  const keys = nginxIngressKeys(policy, options).filter(({ path }) => !good.some((name) => path.includes(name)));
  return [...keys, ...undoing(ingress)];
}

function undoing(ingress: KubeObject): OwnedKey[] {
  const keys: OwnedKey[] = [];
  if (isTrue(heeded(ingress, 'service-upstream'))) keys.push(annotation(annotationOf('service-upstream'), 'false'));
  if (integerOf(ingress, 'proxy-next-upstream-tries') === 1)
    keys.push(annotation(annotationOf('proxy-next-upstream-tries'), '3'));
  return keys;
}
