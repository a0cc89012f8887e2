import { ignored, rejected } from '../../../../path/remark';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { set, unknown, type HopAffinity, type Setting } from '../../../../path/setting';
import { NO_GATEWAY } from '../../about';
import { limitIn } from '../../duration-in';
import { httpRouteFacts } from '../../facts';
import type { RouteRule, Stretch } from '../../implementation';
import { about } from './about';
import { envoyGatewayFacts as facts } from './facts';
import { bySourceAddress, cookie, noAffinity } from './settings';
import type { Effective } from './targets';

const { key } = about.affinity;

/** What brings a client of a rule back to its pod. */
export function readAffinity(rule: RouteRule, { spec, mayInherit }: Effective): Stretch {
  const session = valueAt(rule, ['sessionPersistence']);
  const hash = readHash(valueAt(spec, ['loadBalancer']));
  if (session !== undefined) return { settings: [readSession(rule, session)], remarks: [experimental, ...hash.remarks] };
  if (spec === undefined && mayInherit) return { settings: [unknown('affinity', NO_GATEWAY, about.affinity)], remarks: [] };
  return { settings: [hash.setting], remarks: hash.remarks };
}

interface Hash {
  readonly setting: Setting;
  readonly remarks: readonly Remark[];
}

function readHash(loadBalancer: unknown): Hash {
  const none = (...remarks: Remark[]): Hash => ({ setting: noAffinity, remarks });
  const [type, hashType] = [valueAt(loadBalancer, ['type']), valueAt(loadBalancer, ['consistentHash', 'type'])];
  const conflicts = [valueAt(loadBalancer, ['slowStart']), valueAt(loadBalancer, ['zoneAware', 'preferLocal'])];
  if (loadBalancer === undefined) return none();
  if (type !== 'ConsistentHash') {
    const isRefused = hashType !== undefined || type === undefined;
    return none(...(isRefused ? [refused('type', type, 'consistentHash counts with type ConsistentHash only')] : []));
  }
  if (conflicts.some((conflict) => conflict !== undefined)) return none(conflict);
  if (hashType === 'SourceIP') return { setting: set('affinity', bySourceAddress, about.sourceAddress), remarks: [] };
  if (hashType === 'Cookie') return readCookie(valueAt(loadBalancer, ['consistentHash', 'cookie']));
  const isOther = ['Header', 'Headers', 'QueryParams'].includes(String(hashType));
  return none(
    isOther
      ? ignored(
          `${key}.consistentHash.type is ${JSON.stringify(hashType)}`,
          'a browser’s EventSource sends no header of its own, and nothing gives it the parameter',
          'use type Cookie',
          facts.affinity,
        )
      : refused('consistentHash.type', hashType, 'it takes Cookie, SourceIP, Header, Headers or QueryParams'),
  );
}

function readCookie(written: unknown): Hash {
  const [name, ttl] = [valueAt(written, ['name']), valueAt(written, ['ttl'])];
  const lifetime = limitIn(ttl);
  if (typeof name !== 'string' || name === '') {
    const remark = refused('consistentHash.cookie.name', name, 'a hash of a cookie needs its name');
    return { setting: noAffinity, remarks: [remark] };
  }
  if (lifetime === undefined) {
    const remark =
      ttl === undefined
        ? ignored(
            `${key}.consistentHash.cookie ${name} has no ttl`,
            'Envoy then writes no cookie; only clients that have one already are kept on a pod',
            'set ttl to the lifetime of the cookie; 0s is a cookie of the browser session',
            facts.cookieLifetime,
          )
        : refused('consistentHash.cookie.ttl', ttl, 'it takes a duration such as 24h');
    return { setting: noAffinity, remarks: [remark] };
  }
  const value = cookie(name, lifetime === 'disabled' ? 'session' : lifetime, attributesOf(written));
  return { setting: set('affinity', value, about.affinity), remarks: [] };
}

/** Browsers read the names without regard to case, and take Secure by its name alone. */
function attributesOf(written: unknown) {
  const given = Object.entries((valueAt(written, ['attributes']) ?? {}) as Record<string, string>);
  const attribute = (name: string) => given.find(([each]) => each.toLowerCase() === name)?.[1];
  const path = attribute('path');
  const sameSite = (['Strict', 'Lax', 'None'] as const).find(
    (each) => each.toLowerCase() === attribute('samesite')?.toLowerCase(),
  );
  return {
    path: path?.startsWith('/') === true ? path : 'request-folder',
    secure: attribute('secure') !== undefined,
    sameSite: sameSite ?? 'unset',
  } as const;
}

function readSession(rule: RouteRule, session: unknown): Setting {
  const [match] = (rule['matches'] ?? []) as { path?: { value?: string } }[];
  const name = valueAt(session, ['sessionName']) ?? valueAt(session, ['cookie', 'name']);
  const lifetimeType = valueAt(session, ['cookieConfig', 'lifetimeType']) ?? valueAt(session, ['cookie', 'lifetimeType']);
  const lifetime = limitIn(valueAt(session, ['absoluteTimeout']));
  if ((valueAt(session, ['type']) ?? 'Cookie') !== 'Cookie') return noAffinity;
  const value: HopAffinity = {
    kind: 'cookie',
    name: typeof name === 'string' ? name : 'of Envoy Gateway’s choice',
    lifetime: lifetimeType !== 'Permanent' ? 'session' : lifetime === undefined || lifetime === 'disabled' ? 'unknown' : lifetime,
    path: match?.path?.value ?? '/',
    secure: 'unknown',
    sameSite: 'unknown',
    pins: 'pod',
  };
  return set('affinity', value, about.session);
}

const refused = (field: string, value: unknown, need: string): Remark =>
  rejected(
    `${key}.${field} is ${value === undefined ? 'not set' : JSON.stringify(value)}`,
    need,
    'write type ConsistentHash with a consistentHash of type Cookie, its name and ttl',
    facts.affinity,
  );

const conflict: Remark = {
  rule: 'affinity-conflicts-with-load-balancing',
  found: `${key} has slowStart or zoneAware.preferLocal beside type ConsistentHash`,
  need: 'the API server refuses that',
  fix: 'remove slowStart and zoneAware.preferLocal',
  fact: facts.slowStart,
};

const experimental: Remark = {
  rule: 'experimental-field',
  found: 'spec.rules[].sessionPersistence is set',
  need: 'the standard channel drops the field, and its shape changes from release to release',
  fix: `remove it and set ${key} to a ConsistentHash of a cookie with Path, Secure and SameSite`,
  fact: httpRouteFacts.sessionPersistence,
};
