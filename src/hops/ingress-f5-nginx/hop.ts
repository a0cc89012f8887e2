import { suppressionAnnotation } from '../../kubernetes/object';
import { annotation, type OwnedKey } from '../../kubernetes/owned-key';
import { misfits } from '../../path/fit';
import type { Hop } from '../../path/hop';
import { byDefault, set, type Setting } from '../../path/setting';
import { idleLimitFor } from '../../policy/allowances';
import type { StreamPolicy } from '../../policy/stream-policy';
import { about, annotationOf, controllerSettings, STICKY } from './about';
import { everyIngress, policyRemarks } from './remarks';
import { printSticky, type StickyService } from './sticky';

/** How an Ingress of the F5 NGINX controller is made. */
export interface F5NginxOptions {
  /** Such as `Ingress app/sse`. */
  readonly object: string;
  /** Where clients' TLS ends: at this controller, or at a proxy before it that takes nothing by plain HTTP. */
  readonly tls: 'here' | 'in-front';
}

/** What an Ingress of the F5 NGINX controller must be for the policy. */
export function planF5NginxIngress(policy: StreamPolicy, { object, tls }: F5NginxOptions): Hop {
  const idle = idleLimitFor(policy);
  const settings: Setting[] = [
    set('idle-limit', idle, about.readTimeout),
    set('idle-limit', idle, about.sendTimeout),
    set('response-buffering', 'off', about.buffering),
    planAffinity(policy),
    byDefault('balances-over', 'pods', about.upstream),
    set('retry', 'when-refused', about.retry),
    tls === 'here' ? set('transport', 'tls', about.tls) : byDefault('transport', 'plain', about.tls),
    ...controllerSettings,
  ];
  return {
    type: 'ingress-f5-nginx',
    object,
    layer: 'http',
    settings,
    remarks: [...everyIngress, ...misfits(settings), ...policyRemarks(policy)],
    suppressed: tls === 'here' ? {} : { 'secure-transport': IN_FRONT_REASON },
  };
}

const IN_FRONT_REASON = 'TLS ends at a proxy in front of this controller';

function planAffinity({ affinity }: StreamPolicy): Setting {
  if (affinity.kind === 'none') return byDefault('affinity', { kind: 'none' }, about.noAffinity);
  if (affinity.kind === 'client-ip') return set('affinity', { kind: 'client-ip', timeout: 'disabled' }, about.address);
  const { kind, name, lifetime } = affinity;
  return set('affinity', { kind, name, lifetime, path: '/', secure: true, sameSite: 'Lax', pins: 'pod' }, about.cookie);
}

/** The annotations that make an Ingress what `planF5NginxIngress` says, with those that it has for other Services. */
export function f5NginxKeys(
  policy: StreamPolicy,
  { tls }: Pick<F5NginxOptions, 'tls'>,
  services: readonly string[],
  others: readonly StickyService[] = [],
): OwnedKey[] {
  const idle = idleLimitFor(policy).toString();
  const values = {
    'proxy-buffering': 'false',
    'proxy-read-timeout': idle,
    'proxy-send-timeout': idle,
    // Never "timeout", which sends a slow stream to a second pod.
    'proxy-next-upstream': 'error',
    ...affinityValues(policy, services, others),
  };
  return [
    ...Object.entries(values).map(([name, value]) => annotation(annotationOf(name), value)),
    ...(tls === 'here' ? [] : [annotation(suppressionAnnotation('secure-transport'), IN_FRONT_REASON)]),
  ];
}

function affinityValues(
  { affinity }: StreamPolicy,
  services: readonly string[],
  others: readonly StickyService[],
): Record<string, string> {
  if (affinity.kind === 'none') return {};
  if (affinity.kind === 'client-ip') return { 'lb-method': 'hash $remote_addr consistent' };
  const expires = `${affinity.lifetime.toSeconds()}s`;
  const text = `${affinity.name} expires=${expires} path=/ httponly secure samesite=lax`;
  return { [STICKY]: printSticky([...others, ...services.map((service) => ({ service, text }))]) };
}
