import { suppressionAnnotation } from '../../kubernetes/object';
import { annotation, type OwnedKey } from '../../kubernetes/owned-key';
import { misfits } from '../../path/fit';
import type { Hop } from '../../path/hop';
import { byDefault, fixed, set, type Setting } from '../../path/setting';
import { idleLimitFor } from '../../policy/allowances';
import type { StreamPolicy } from '../../policy/stream-policy';
import { about, annotationOf, controllerSettings } from './about';
import { nginxFacts as facts } from './facts';
import { classRemarks, policyRemarks } from './remarks';

/** Where clients' TLS ends: at this controller, or at a proxy before it that takes nothing by plain HTTP. */
type TlsEnd = 'here' | 'in-front';

/** How an Ingress of the NGINX controller is made. */
export interface NginxIngressOptions {
  /** Such as `Ingress app/sse`. */
  readonly object: string;
  readonly className: string;
  readonly tls: TlsEnd;
  /** Why a retired hop is accepted. Default: it is not. */
  readonly acknowledgeRetired?: string | undefined;
}

/** What an Ingress of the NGINX controller must be for the policy. */
export function planNginxIngress(policy: StreamPolicy, options: NginxIngressOptions): Hop {
  const idle = idleLimitFor(policy);
  const settings: Setting[] = [
    set('idle-limit', idle, about.readTimeout),
    set('idle-limit', idle, about.sendTimeout),
    fixed('total-limit', facts.noTotalLimit.fixed, about.total),
    set('response-buffering', 'off', about.buffering),
    planAffinity(policy),
    byDefault('balances-over', 'pods', about.upstream),
    set('retry', 'when-refused', about.retry),
    options.tls === 'here' ? set('transport', 'tls', about.tls) : byDefault('transport', 'plain', about.tls),
    ...controllerSettings(options.className),
  ];
  return {
    type: 'ingress-nginx',
    object: options.object,
    layer: 'http',
    settings,
    remarks: [...classRemarks(options.className), ...misfits(settings), ...policyRemarks(policy)],
    suppressed: acknowledged(options),
  };
}

function planAffinity({ affinity }: StreamPolicy): Setting {
  if (affinity.kind !== 'cookie') return byDefault('affinity', { kind: 'none' }, about.noAffinity);
  const { kind, name, lifetime } = affinity;
  return set('affinity', { kind, name, lifetime, path: '/', secure: true, sameSite: 'Lax', pins: 'pod' }, about.cookie);
}

/** Rule to reason, for what the user accepts in the props. */
function acknowledged({ tls, acknowledgeRetired }: NginxIngressOptions): Record<string, string> {
  const reason = acknowledgeRetired?.trim() ?? '';
  return {
    ...(reason === '' ? {} : { 'hop-retired': reason }),
    ...(tls === 'here' ? {} : { 'secure-transport': 'TLS ends at a proxy in front of this controller' }),
  };
}

/** The annotations that make an Ingress what `planNginxIngress` says. */
export function nginxIngressKeys(policy: StreamPolicy, options: NginxIngressOptions): OwnedKey[] {
  const idle = String(idleLimitFor(policy).toSeconds());
  const values = {
    ...cookieValues(policy),
    'proxy-read-timeout': idle,
    'proxy-send-timeout': idle,
    'proxy-buffering': 'off',
    'proxy-http-version': '1.1',
    // Never "timeout", which sends a slow stream to a second pod; not "off", which would leave a client on a dead pod.
    'proxy-next-upstream': 'error',
  };
  return [
    ...Object.entries(values).map(([name, value]) => annotation(annotationOf(name), value)),
    ...Object.entries(acknowledged(options)).map(([rule, reason]) => annotation(suppressionAnnotation(rule), reason)),
  ];
}

function cookieValues({ affinity }: StreamPolicy): Record<string, string> {
  if (affinity.kind !== 'cookie') return {};
  const lifetime = String(affinity.lifetime.toSeconds());
  return {
    affinity: 'cookie',
    'affinity-mode': 'persistent',
    'session-cookie-name': affinity.name,
    'session-cookie-expires': lifetime,
    'session-cookie-max-age': lifetime,
    'session-cookie-path': '/',
    'session-cookie-samesite': 'Lax',
    'session-cookie-secure': 'true',
    'session-cookie-change-on-failure': 'true',
  };
}
