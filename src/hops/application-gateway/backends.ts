import { applicationGatewayFacts as facts } from './facts';

const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
/** RFC 1918, and RFC 6598 for carrier-grade NAT. */
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;

/**
 * Whether the backend has a public address, which shortens the request timeout that the service takes.
 * Undefined where a name or an expression decides it at deployment.
 */
export function isExternal(addresses: readonly string[]): boolean | undefined {
  const literal = addresses.filter((address) => IPV4.test(address));
  if (literal.some((address) => !PRIVATE.test(address))) return true;
  return literal.length === addresses.length ? false : undefined;
}

/** The limits of the request timeout. A name counts as public until somebody says that it is not. */
export function requestTimeoutFact(external: boolean | undefined) {
  return external === false ? facts.requestTimeout : facts.externalRequestTimeout;
}

/** Whether the gateway chooses at all. A name may stand for several addresses. */
export function choosesAmong(addresses: readonly string[]): boolean {
  const [first = ''] = addresses;
  return addresses.length > 1 || !IPV4.test(first);
}
