import { frontDoorFacts as facts } from './facts';

/** The product's name, the key and the fact of each setting, shared by plan and read. Keys without a type are the route's. */
export const about = {
  responseTimeout: {
    name: 'origin response timeout',
    key: 'azurerm_cdn_frontdoor_profile response_timeout_seconds',
    fact: facts.responseTimeout,
  },
  clientIdle: { name: 'client idle timeout', fact: facts.clientIdle },
  duration: { name: 'response duration', fact: facts.duration },
  buffering: { name: 'response buffering', fact: facts.chunks },
  caching: { name: 'caching', key: 'cache', fact: facts.caching },
  compression: { name: 'compression', fact: facts.compression },
  affinity: {
    name: 'session affinity',
    key: 'azurerm_cdn_frontdoor_origin_group session_affinity_enabled',
    fact: facts.affinity,
  },
  origins: { name: 'origin group', key: 'cdn_frontdoor_origin_group_id', fact: facts.affinity },
  drain: { name: 'connection draining', fact: facts.drain },
  http2: { name: 'HTTP/2', fact: facts.http2 },
  protocols: { name: 'protocols', key: 'supported_protocols', fact: facts.protocols },
};

/** The affinity cookie as far as any source describes it. */
export const AFFINITY_COOKIE = {
  kind: 'cookie',
  name: 'ASLBSA',
  lifetime: 'session',
  path: 'unknown',
  secure: 'unknown',
  sameSite: 'unknown',
  pins: 'pod',
} as const;

export const routeObject = (profile: string, route: string): string => `Front Door ${profile}, route ${route}`;

/** What stands where streams are sent instead. */
export const leadsTo = (host: string): string => `what ${host} leads to`;
