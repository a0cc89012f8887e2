import type { KubeObject } from '../../kubernetes/object';
import { TRAEFIK_PREFIX } from '../ingress-controllers';

const BOOLEAN = /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
const anything = { takes: 'any text', accepts: (): boolean => true };
const boolean = { takes: '"true" or "false"', accepts: (value: string): boolean => BOOLEAN.test(value) };
const integer = {
  takes: 'a whole number of seconds, without a unit',
  accepts: (value: string): boolean => /^[+-]?\d{1,15}$/.test(value),
};

interface Check {
  /** In words. */
  readonly takes: string;
  accepts(value: string): boolean;
}

/** What Traefik reads of a Service, in any case of letters, and what it can read there. */
export const SERVICE_KEYS: Readonly<Record<string, Check>> = {
  'service.serversscheme': anything,
  'service.serverstransport': anything,
  'service.middlewares': anything,
  'service.passhostheader': boolean,
  'service.nativelb': boolean,
  'service.nodeportlb': boolean,
  'service.sticky.cookie': anything,
  'service.sticky.cookie.name': anything,
  'service.sticky.cookie.secure': boolean,
  'service.sticky.cookie.httponly': boolean,
  'service.sticky.cookie.samesite': anything,
  'service.sticky.cookie.maxage': integer,
  'service.sticky.cookie.path': anything,
  'service.sticky.cookie.domain': anything,
};

/** The same of an Ingress; what is below an annotation is not read here. */
export const ROUTER_KEYS: Readonly<Record<string, Check>> = {
  'router.pathmatcher': anything,
  'router.entrypoints': anything,
  'router.middlewares': anything,
  'router.priority': { ...integer, takes: 'a whole number' },
  'router.rulesyntax': anything,
  'router.tls': anything,
  'router.observability': anything,
};

/** Traefik's annotations of an object by name, without the prefix and in small letters; the names as written beside. */
export function annotationsOf(
  object: KubeObject | undefined,
): ReadonlyMap<string, { readonly value: string; readonly name: string }> {
  const all = Object.entries(object?.metadata.annotations ?? {}).filter(([name]) => name.startsWith(TRAEFIK_PREFIX));
  return new Map(
    all.map(([name, value]) => [
      name.slice(TRAEFIK_PREFIX.length).toLowerCase(),
      // Read from anybody's file, a value may be of any type.
      { value: String(value as unknown), name: name.slice(TRAEFIK_PREFIX.length) },
    ]),
  );
}

export const isTrue = (value: string | undefined): boolean => value !== undefined && /^(1|t|true)$/i.test(value);
