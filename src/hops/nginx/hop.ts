import { misfits } from '../../path/fit';
import type { Hop, Remark } from '../../path/hop';
import { byDefault, fixed, set, type Setting } from '../../path/setting';
import { idleLimitFor } from '../../policy/allowances';
import type { StreamPolicy } from '../../policy/stream-policy';
import { about, balances, drainElsewhere, objectName } from './about';
import { nginxProxyFacts as facts } from './facts';
import { COOKIE_NAME, locationArgs } from './keys';

/** How a server of nginx for a stream is made. */
export interface NginxOptions {
  /** The name clients use. */
  readonly host: string;
  /** The servers of the stream, each as `host:port`. Affinity is among these: the name of a Service is only one. */
  readonly servers: readonly string[];
  /** The files of the certificate; or `terminated-in-front` where a proxy before nginx ends TLS. */
  readonly tls: { readonly certificate: string; readonly certificateKey: string } | 'terminated-in-front';
  /** Default 443, and 80 where TLS ends in front. */
  readonly port?: number | undefined;
}

export const portOf = ({ port, tls }: NginxOptions): number => port ?? (tls === 'terminated-in-front' ? 80 : 443);

/** What nginx must be for the policy. */
export function planNginx(policy: StreamPolicy, options: NginxOptions): Hop {
  const here = options.tls !== 'terminated-in-front';
  const settings: Setting[] = [
    set('idle-limit', idleLimitFor(policy), about.readTimeout),
    fixed('total-limit', facts.noTotalLimit.fixed, about.total),
    set('response-buffering', 'off', about.buffering),
    set('response-caching', 'off', about.cache),
    set('response-compression', 'off', about.gzip),
    planAffinity(policy),
    balances(options.servers),
    set('retry', 'when-refused', about.retry),
    set('transport', here ? 'tls' : 'plain', about.transport),
    here ? set('http2', 'on', about.http2) : byDefault('http2', 'off', about.http2),
    drainElsewhere,
  ];
  return {
    type: 'nginx',
    object: objectName(
      policy.paths.map((path) => locationArgs(path).join(' ')),
      `${options.host}:${portOf(options)}`,
    ),
    layer: 'http',
    settings,
    remarks: [...misfits(settings), ...policyRemarks(policy)],
    suppressed: {},
  };
}

function planAffinity({ affinity }: StreamPolicy): Setting {
  if (affinity.kind === 'none') return byDefault('affinity', { kind: 'none' }, about.noAffinity);
  if (affinity.kind === 'client-ip') return set('affinity', { kind: 'client-ip', timeout: 'disabled' }, about.address);
  const { kind, name, lifetime } = affinity;
  return set('affinity', { kind, name, lifetime, path: '/', secure: true, sameSite: 'Lax', pins: 'hash' }, about.issuedCookie);
}

function policyRemarks({ affinity }: StreamPolicy): Remark[] {
  if (affinity.kind !== 'cookie' || COOKIE_NAME.test(affinity.name)) return [];
  return [
    {
      rule: 'value-rejected-by-target',
      found: `the policy's cookie is named "${affinity.name}"`,
      need: 'the name stands in a text and in a regular expression of the configuration; it takes letters, digits and -._ only',
      fix: "change the policy's affinity.name",
      fact: facts.cookieName,
    },
  ];
}
