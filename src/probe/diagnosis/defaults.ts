import type { Duration } from '../../policy/duration';
import { limitFacts, traitFacts } from './facts';
import { DEFAULT_MARGIN_MS, DEFAULT_MARGIN_SHARE } from './margins';

interface Default {
  readonly of: string;
  readonly limit: 'idle' | 'total';
  readonly value: Duration;
  readonly source: string;
  /** What HTTP/1.1 adds to it. */
  readonly http1Adds?: Duration;
  readonly http1Only?: true;
}

const envoy = { http1Adds: traitFacts.envoyDelayedClose.default };

const named = <F extends { limit: 'idle' | 'total'; default: Duration; source: string }>(
  of: string,
  { limit, default: value, source }: F,
  more: Pick<Default, 'http1Adds' | 'http1Only'> = {},
): Default => ({ of, limit, value, source, ...more });

const DEFAULTS: readonly Default[] = [
  named('Envoy (route timeout)', limitFacts.envoyRoute, envoy),
  named('Application Gateway for Containers (request timeout)', limitFacts.agcRequest),
  named('Varnish (send_timeout)', limitFacts.varnishSend, { http1Only: true }),
  named('Application Gateway (request timeout, as AGIC and Terraform set it)', limitFacts.applicationGatewayRequest),
  named('nginx (proxy_read_timeout)', limitFacts.nginxRead),
  named('Varnish (between_bytes_timeout)', limitFacts.varnishBetweenBytes),
  named('Apache httpd (Timeout)', limitFacts.httpdTimeout),
  named('an Azure public IP address or load balancer (TCP idle timeout)', limitFacts.azureTcpIdle),
  named('Envoy (stream_idle_timeout)', limitFacts.envoyStreamIdle, envoy),
  named('Apache httpd as Debian ships it (Timeout)', limitFacts.httpdDebian),
];

/**
 * Whose default a limit of this length is, as seen on this HTTP version. A suggestion only: anybody may have
 * configured the same value.
 */
export function defaultsMatching(limit: 'idle' | 'total', milliseconds: number, http2: boolean): readonly Default[] {
  return DEFAULTS.filter(({ limit: kind, value, http1Adds, http1Only }) => {
    if (kind !== limit || (http1Only && http2)) return false;
    const expected = http2 || http1Adds === undefined ? value : value.plus(http1Adds);
    return isAbout(milliseconds, expected.milliseconds);
  });
}

/** Such as `matches the default of Envoy (route timeout)`. */
export function matchText(matching: readonly Default[]): string {
  if (matching.length === 0) return 'matches the default of no product known here, so it was configured';
  return `matches the default of ${matching.map(({ of }) => of).join(', and of ')}`;
}

const isAbout = (found: number, expected: number): boolean =>
  Math.abs(found - expected) <= DEFAULT_MARGIN_MS + DEFAULT_MARGIN_SHARE * expected;
