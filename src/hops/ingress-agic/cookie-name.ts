import { createHash } from 'node:crypto';

/** The name of the affinity cookie. Without a namespace it can only be described. */
export function cookieName(namespace: string | undefined, service: string): string {
  if (namespace === undefined) return `appgw-affinity-(MD5 of <namespace>-${service})`;
  return `appgw-affinity-${createHash('md5').update(`${namespace}-${service}`).digest('hex')}`;
}
