import { ignored, rejected } from '../../../../path/remark';
import { listAt } from '../../../../kubernetes/ingress';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { set, unknown, type Setting } from '../../../../path/setting';
import { NO_GATEWAY } from '../../about';
import { durationIn, limitIn } from '../../duration-in';
import type { RouteRule, Stretch } from '../../implementation';
import { sessionOf, type Session } from '../../session-persistence';
import { sameSiteOf } from '../../../same-site';
import { about } from './about';
import { envoyGatewayFacts as facts } from './facts';
import { bySourceAddress, cookie, newShape, noAffinity, sessionCookie } from './settings';
import type { Effective } from './targets';

const { key } = about.affinity;

/** What brings a client of a rule back to its pod. */
export function readAffinity(rule: RouteRule, { spec, mayInherit }: Effective): Stretch {
  const session = sessionOf(rule);
  const hash = readHash(valueAt(spec, ['loadBalancer']));
  if (session !== undefined) return { settings: [readSession(rule, session)], remarks: hash.remarks };
  if (spec === undefined && mayInherit) return { settings: [unknown('affinity', NO_GATEWAY, about.affinity)], remarks: [] };
  return {
    settings: [hash.setting],
    remarks: [...hash.remarks, ...(hash.setting.origin === 'set' ? splitRemarks(rule, spec) : [])],
  };
}

/** Clients keep their pods, whichever Service it is of. */
function splitRemarks(rule: RouteRule, spec: unknown): Remark[] {
  const refs = listAt(rule, 'backendRefs').map((ref) => ({ ref, weight: Number(valueAt(ref, ['weight']) ?? 1) }));
  const weights = refs.map(({ weight }) => weight).filter((weight) => weight !== 0);
  const isMeasured =
    refs.every(({ ref }) => valueAt(ref, ['filters']) === undefined) &&
    valueAt(spec, ['loadBalancer', 'zoneAware']) === undefined;
  if (new Set(weights).size < 2 || !isMeasured) return [];
  return [
    {
      ...ignored(
        `spec.rules[].backendRefs have the weights ${weights.join(' and ')}, and the policy a hash`,
        'the hash chooses among the pods of all of them alike: clients keep their pods, and each Service has a share by its pods, not by its weight',
        'split by the number of pods, or give the canary a path or host of its own',
        facts.split,
        'spec.rules[].backendRefs',
      ),
      level: 'note',
    },
  ];
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
          `${key}.consistentHash.type`,
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
            `${key}.consistentHash.cookie`,
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
  return {
    path: path?.startsWith('/') === true ? path : 'request-folder',
    secure: attribute('secure') !== undefined,
    sameSite: sameSiteOf(attribute('samesite')),
  } as const;
}

function readSession(rule: RouteRule, { type, name, lifetimeType, absoluteTimeout }: Session): Setting {
  const [match] = (rule['matches'] ?? []) as { path?: { value?: string } }[];
  if (valueAt(rule, ['sessionPersistence', 'cookie']) !== undefined) return newShape;
  if (type !== 'Cookie') return noAffinity;
  const lifetime = lifetimeType === 'Permanent' ? (durationIn(absoluteTimeout) ?? 'unknown') : 'session';
  const cookieName = typeof name === 'string' ? name : 'of Envoy Gateway’s choice';
  return set('affinity', sessionCookie(cookieName, lifetime, match?.path?.value ?? '/'), about.session);
}

const refused = (field: string, value: unknown, need: string): Remark =>
  rejected(
    `${key}.${field} is ${value === undefined ? 'not set' : JSON.stringify(value)}`,
    need,
    'write type ConsistentHash with a consistentHash of type Cookie, its name and ttl',
    facts.affinity,
    `${key}.${field}`,
  );

const conflict: Remark = {
  rule: 'affinity-conflicts-with-load-balancing',
  found: `${key} has slowStart or zoneAware.preferLocal beside type ConsistentHash`,
  need: 'the API server refuses that',
  fix: 'remove slowStart and zoneAware.preferLocal',
  fact: facts.slowStart,
  key,
};
