import { suppressionAnnotation } from '../../kubernetes/object';
import { annotation, type OwnedKey } from '../../kubernetes/owned-key';
import { misfits } from '../../path/fit';
import type { Hop, Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { byDefault, fixed, set, unknown, type Setting } from '../../path/setting';
import type { StreamPolicy } from '../../policy/stream-policy';
import { about, annotationOf, STICKY } from './about';
import { entryPointSettings } from './entry-points';
import { traefikFacts as facts } from './facts';
import { middlewareSettings, NO_MIDDLEWARES } from './middlewares';

/** How an Ingress of Traefik is made. */
export interface TraefikOptions {
  /** Such as `Ingress app/sse`. */
  readonly object: string;
  /** Where clients' TLS ends: at Traefik, or at a proxy before it that takes nothing by plain HTTP. */
  readonly tls: 'here' | 'in-front';
}

/** What an Ingress of Traefik, with its Service, must be for the policy. */
export function planTraefikIngress(policy: StreamPolicy, { object, tls }: TraefikOptions): Hop {
  const settings: Setting[] = [
    fixed('idle-limit', facts.noIdleLimit.fixed, about.idle),
    ...entryPointSettings(undefined, undefined),
    ...middlewareSettings(NO_MIDDLEWARES),
    planAffinity(policy),
    byDefault('balances-over', 'pods', about.balances),
    tls === 'here'
      ? set('transport', 'tls', about.tls)
      : unknown('transport', 'whether the entry points take TLS only is in the static configuration of Traefik', about.tls),
    byDefault('http2', facts.http2.default, about.http2),
  ];
  return {
    type: 'ingress-traefik',
    object,
    layer: 'http',
    settings,
    remarks: [...misfits(settings), ...policyRemarks(policy)],
    suppressed: tls === 'here' ? {} : { 'secure-transport': IN_FRONT_REASON },
  };
}

const IN_FRONT_REASON = 'TLS ends at a proxy in front of Traefik';
const COOKIE_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

function planAffinity({ affinity }: StreamPolicy): Setting {
  if (affinity.kind !== 'cookie') return byDefault('affinity', { kind: 'none' }, about.noAffinity);
  const { kind, name, lifetime } = affinity;
  return set('affinity', { kind, name, lifetime, path: '/', secure: true, sameSite: 'Lax', pins: 'pod' }, about.cookie);
}

function policyRemarks({ affinity }: StreamPolicy): Remark[] {
  if (affinity.kind === 'client-ip') {
    return [
      {
        rule: 'affinity-unsupported-by-hop',
        found: 'the policy asks for affinity by client IP',
        need: 'an Ingress of Traefik has affinity by cookie only, and passes the sessionAffinity of the Service behind it by',
        fix: "set the policy's affinity to cookie, or expose the pods by an Azure Load Balancer without a proxy",
        fact: facts.noAffinity,
      },
    ];
  }
  if (affinity.kind === 'none' || COOKIE_NAME.test(affinity.name)) return [];
  return [
    rejected(
      `the policy's cookie is named "${affinity.name}"`,
      'Traefik would write _ for some of its characters',
      "change the policy's affinity.name",
      facts.cookieName,
    ),
  ];
}

/** The annotations of the Ingress. */
export const ingressKeys = ({ tls }: Pick<TraefikOptions, 'tls'>): OwnedKey[] => [
  tls === 'here'
    ? annotation(annotationOf('router.tls'), 'true')
    : annotation(suppressionAnnotation('secure-transport'), IN_FRONT_REASON),
];

/** The annotations of the Service that the Ingress routes to. */
export function serviceKeys({ affinity }: StreamPolicy): OwnedKey[] {
  if (affinity.kind !== 'cookie') return [];
  const values = {
    [STICKY]: 'true',
    [`${STICKY}.name`]: affinity.name,
    [`${STICKY}.maxage`]: String(affinity.lifetime.toSeconds()),
    [`${STICKY}.path`]: '/',
    [`${STICKY}.secure`]: 'true',
    [`${STICKY}.httponly`]: 'true',
    [`${STICKY}.samesite`]: 'lax',
  };
  return Object.entries(values).map(([name, value]) => annotation(annotationOf(name), value));
}
