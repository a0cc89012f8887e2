import { blockOf, line, type Written } from '../../nginx/print';
import type { Fact } from '../../path/fact';
import { idleLimitFor } from '../../policy/allowances';
import { textOf, type StreamPath } from '../../policy/stream-path';
import type { StreamPolicy } from '../../policy/stream-policy';
import { nginxProxyFacts as facts } from './facts';

/** A directive of the location that the stream needs, and why. */
export interface OwnedDirective {
  readonly name: string;
  readonly args: readonly string[];
  readonly fact: Fact;
}

const owned = (fact: Fact, name: string, ...args: string[]): OwnedDirective => ({ name, args, fact });

/** What the location of a stream must have. */
export function ownedDirectives(policy: StreamPolicy): OwnedDirective[] {
  const idle = idleLimitFor(policy).toString();
  return [
    owned(facts.httpVersion, 'proxy_http_version', '1.1'),
    owned(facts.connection, 'proxy_set_header', 'Connection', ''),
    owned(facts.buffering, 'proxy_buffering', 'off'),
    owned(facts.requestBuffering, 'proxy_request_buffering', 'off'),
    owned(facts.tempFile, 'proxy_max_temp_file_size', '0'),
    owned(facts.cache, 'proxy_cache', 'off'),
    owned(facts.gzip, 'gzip', 'off'),
    owned(facts.readTimeout, 'proxy_read_timeout', idle),
    owned(facts.sendTimeout, 'send_timeout', idle),
    // Never "timeout", which sends a slow stream to a second server; not "off", which would leave a client on a dead one.
    owned(facts.nextUpstream, 'proxy_next_upstream', 'error'),
    owned(facts.passOn, 'add_header', 'X-Accel-Buffering', 'no'),
    ...(policy.affinity.kind === 'cookie'
      ? [owned(facts.issuedCookie, 'add_header', 'Set-Cookie', cookieVariables(policy).set)]
      : []),
  ];
}

/** What the hash of the upstream goes by; undefined where the policy needs no affinity. */
export function hashDirective(policy: StreamPolicy): OwnedDirective | undefined {
  const { kind } = policy.affinity;
  if (kind === 'none') return undefined;
  const key = kind === 'cookie' ? cookieVariables(policy).key : '$binary_remote_addr';
  return owned(kind === 'cookie' ? facts.issuedCookie : facts.ipHash, 'hash', key, 'consistent');
}

export const COOKIE_NAME = /^[\w.-]+$/;

/** Two names of variables, told from those of other cookies. */
function cookieVariables({ affinity }: StreamPolicy): { key: string; set: string } {
  const name = affinity.kind === 'cookie' ? affinity.name.replace(/\W/g, '_') : '';
  return { key: `$sse_key_${name}`, set: `$sse_set_${name}` };
}

/** The maps of the http block: the cookie, or the id of a request without one; and the header that sets it then. */
export function cookieMaps(policy: StreamPolicy): Written[] {
  const { affinity } = policy;
  if (affinity.kind !== 'cookie') return [];
  const { key, set } = cookieVariables(policy);
  const value = `${key.slice(1)}_value`;
  const start = `~(?:^|;\\s*)${affinity.name.replace(/[.-]/g, '\\$&')}=`;
  const attributes = `Max-Age=${affinity.lifetime.toSeconds()}; Path=/; Secure; HttpOnly; SameSite=Lax`;
  return [
    blockOf(
      'map',
      ['$http_cookie', key],
      [line('default', '$request_id'), line(`${start}(?<${value}>[^;\\s]+)`, `$${value}`)],
      `Brings a client back to its server by the cookie ${affinity.name}, which nginx sets where a request has none.`,
    ),
    blockOf(
      'map',
      ['$http_cookie', set],
      [line('default', `${affinity.name}=$request_id; ${attributes}`), line(`${start}[^;\\s]`, '')],
    ),
  ];
}

/** `^~`, so that no regular expression goes before it. */
export function locationArgs(path: StreamPath): string[] {
  return ['exact' in path ? '=' : '^~', textOf(path)];
}
