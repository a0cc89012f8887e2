import type { Remark } from '../../path/hop';
import { frontDoorFacts as facts } from './facts';
import * as remarks from './remarks';

/** Without a dot it is in no domain, and a last label of digits is an IP address. */
const HOST = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])?$/i;

/** What is wrong with a host that streams are sent to, by its name alone. */
export function hostRemarks(host: string): Remark[] {
  if (!HOST.test(host)) return [remarks.noHostName(host, alone(host))];
  return isOfFrontDoor(host) ? [remarks.leadsBack(host)] : [];
}

/** Whether it is a host that Front Door gave to an endpoint. */
export const isOfFrontDoor = (host: unknown): boolean =>
  typeof host === 'string' && host.toLowerCase().endsWith(`.${facts.endpointDomain.fixed}`);

/** Host names are compared without case. */
export const isSameHost = (one: unknown, other: unknown): boolean => String(one).toLowerCase() === String(other).toLowerCase();

/** The host in a URL, or before a port or a path. */
function alone(text: string): string | undefined {
  const host = text
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/\.?(?:[:/?#].*)?$/, '');
  return HOST.test(host) ? host : undefined;
}
