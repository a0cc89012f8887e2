import { annotation, type OwnedKey } from '../../kubernetes/owned-key';
import { misfits } from '../../path/fit';
import type { Hop } from '../../path/hop';
import { byDefault, fixed, set, unknown, type Setting } from '../../path/setting';
import { idleLimitFor } from '../../policy/allowances';
import { shortest, type Duration } from '../../policy/duration';
import { textOf, type StreamPath } from '../../policy/stream-path';
import type { StreamPolicy } from '../../policy/stream-policy';
import { affinityCookie } from '../application-gateway/about';
import { about, annotationOf, PROBE_UNKNOWN } from './about';
import { cookieName } from './cookie-name';
import { agicFacts as facts } from './facts';
import { drainingAffinity, policyRemarks, secretRemarks } from './remarks';

/** How an Ingress of the Application Gateway Ingress Controller is made. */
export interface AgicOptions {
  /** Such as `Ingress app/sse`. */
  readonly object: string;
  readonly namespace: string | undefined;
  /** The name of the Service behind. */
  readonly service: string;
  /** A certificate on the gateway by name, one in a Secret, or whatever the Ingress has already. */
  readonly tls: { readonly gatewayCertificate: string } | 'secret' | 'as-found';
  /** What the gateway asks for health. `ingress-path`: nothing else is there to ask; undefined: the pods decide. */
  readonly probe?: { readonly path: string } | 'ingress-path' | undefined;
  readonly wafPolicyId?: string | undefined;
}

/** What an Ingress of the Application Gateway Ingress Controller must be for the policy. */
export function planAgicIngress(policy: StreamPolicy, options: AgicOptions): Hop {
  const { affinity } = policy;
  const cookie = affinityCookie(cookieName(options.namespace, options.service));
  const settings = [
    fixed('balances-over', facts.backendPool.fixed, about.pool),
    set('idle-limit', idleLimitFor(policy), about.requestTimeout),
    set('drain-limit', drainFor(policy), about.draining),
    affinity.kind === 'cookie'
      ? set('affinity', cookie, about.cookie)
      : byDefault('affinity', { kind: 'none' }, about.noAffinity),
    set('transport', 'tls', typeof options.tls === 'object' ? about.certificate : about.secret),
    planProbe(policy, options),
    fixed('endpoint-removal', facts.endpointRemoval.fixed, about.endpointRemoval),
  ];
  const remarks = [
    ...misfits(settings),
    ...(options.tls === 'secret' ? secretRemarks() : []),
    ...(affinity.kind === 'cookie' ? [drainingAffinity] : []),
    ...policyRemarks(policy),
  ];
  return { type: 'ingress-agic', object: options.object, layer: 'http', settings, remarks, suppressed: {} };
}

function planProbe({ paths: [first] }: StreamPolicy, { probe }: AgicOptions): Setting {
  if (probe === undefined || first === undefined) return unknown('health-probe-path', PROBE_UNKNOWN, about.probe);
  if (probe !== 'ingress-path') return set('health-probe-path', probe.path, about.probe);
  return byDefault('health-probe-path', textOf(first), about.probe);
}

/** The annotations that make an Ingress what `planAgicIngress` says. */
export function agicKeys(policy: StreamPolicy, { tls, probe, wafPolicyId }: AgicOptions): OwnedKey[] {
  const values: Record<string, string | undefined> = {
    ...(policy.affinity.kind === 'cookie'
      ? { 'cookie-based-affinity': 'true', 'cookie-based-affinity-distinct-name': 'true' }
      : {}),
    'request-timeout': String(idleLimitFor(policy).toSeconds()),
    'connection-draining': 'true',
    'connection-draining-timeout': String(drainFor(policy).toSeconds()),
    'ssl-redirect': 'true',
    'appgw-ssl-certificate': typeof tls === 'object' ? tls.gatewayCertificate : undefined,
    'health-probe-path': typeof probe === 'object' ? probe.path : undefined,
    'waf-policy-for-path': wafPolicyId,
  };
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [annotation(annotationOf(name), value)]));
}

/** Two paths for a prefix, as the controller would make of it one that takes all that begins with its letters. */
export const agicPaths = ({ paths }: StreamPolicy): StreamPath[] =>
  paths.flatMap((path): StreamPath[] =>
    'exact' in path || path.prefix.endsWith('/') ? [path] : [{ exact: path.prefix }, { prefix: `${path.prefix}/` }],
  );

/** Each pod that comes or goes is a change of the gateway; streams may live on for their max age, as far as it can wait. */
function drainFor(policy: StreamPolicy): Duration {
  return shortest([policy.maxAge.limit, facts.draining.max]) ?? facts.draining.max;
}
