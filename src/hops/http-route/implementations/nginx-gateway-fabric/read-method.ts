import { ignored, rejected } from '../../../../path/remark';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { set, type Setting } from '../../../../path/setting';
import type { Stretch } from '../../implementation';
import { applicationCookie } from '../../../application-cookie';
import { about } from './about';
import { ngfFacts as facts } from './facts';
import { byAddress, noAffinity } from './settings';

const HASHES = ['hash', 'hash consistent'];
const BALANCING = ['round_robin', 'least_conn', 'random', 'random two', 'random two least_conn'];
const { key } = about.method;
const KEY = about.cookieHash.key;

/** What an UpstreamSettingsPolicy does to bring a client back to its pod. */
export function readMethod(spec: unknown): Stretch {
  const [method, hashKey] = ['loadBalancingMethod', 'hashMethodKey'].map((field) => valueAt(spec, [field]));
  if (typeof method === 'string' && HASHES.includes(method)) return readHash(hashKey);
  const remarks = hashKey === undefined ? [] : [unusedKey(hashKey)];
  if (method === 'ip_hash') return { settings: [set('affinity', byAddress, about.ipHash)], remarks };
  return none(...remarks, ...methodRemarks(method));
}

const none = (...remarks: Remark[]): Stretch => ({ settings: [noAffinity], remarks });
const affinity = (setting: Setting, ...remarks: Remark[]): Stretch => ({ settings: [setting], remarks });

function readHash(hashKey: unknown): Stretch {
  if (typeof hashKey !== 'string' || !/^\$[a-z_]+$/.test(hashKey)) return none(noKey(hashKey));
  const [, cookie] = /^\$cookie_(.+)$/.exec(hashKey) ?? [];
  if (cookie !== undefined)
    return affinity(set('affinity', applicationCookie(cookie), about.cookieHash), setByApplication(cookie));
  if (/^\$(binary_)?remote_addr$/.test(hashKey)) return affinity(set('affinity', byAddress, about.ipHash));
  return none(/^\$(http|arg)_./.test(hashKey) ? notSent(hashKey) : unknownVariable(hashKey));
}

/** Whether it does is not in any manifest. */
export const setByApplication = (cookie: string): Remark => ({
  rule: 'affinity-at-balancing-hop',
  level: 'unknown',
  found: `pods are chosen by cookie ${cookie}, which nginx never sets`,
  need: 'the application must set it, with a value that differs from client to client',
  fix: `answer requests without it with Set-Cookie: ${cookie}=<random value>; Path=/; Max-Age=86400; Secure; HttpOnly; SameSite=Lax`,
  fact: facts.cookieHash,
  key: KEY,
});

const noKey = (hashKey: unknown): Remark =>
  rejected(
    `${KEY} is ${hashKey === undefined ? 'not set' : JSON.stringify(hashKey)}`,
    'a hash needs one variable of lower-case letters and underscores',
    `set ${KEY} to $cookie_ and the name of a cookie that the application sets, such as $cookie_sse_route`,
    facts.hashKey,
    KEY,
  );

const unusedKey = (hashKey: unknown): Remark =>
  ignored(
    `${KEY} is ${JSON.stringify(hashKey)}, and the method is no hash`,
    'the key is not used then',
    `set ${key} to hash consistent`,
    facts.hashKey,
    KEY,
  );

const notSent = (hashKey: string): Remark =>
  ignored(
    `${KEY} is ${hashKey}`,
    'a browser’s EventSource sends no header of its own, and nothing gives it the parameter',
    'use $cookie_ and the name of a cookie that the application sets',
    facts.cookieHash,
    KEY,
  );

const unknownVariable = (hashKey: string): Remark => ({
  ...rejected(
    `${KEY} is ${hashKey}`,
    'that is neither a cookie nor the client address, and if nginx has no such variable it refuses the configuration of the whole Gateway',
    'use $cookie_ and the name of a cookie that the application sets',
    facts.hashVariable,
    KEY,
  ),
  level: 'warning',
});

function methodRemarks(method: unknown): Remark[] {
  if (method === undefined || BALANCING.some((each) => each === method)) return [];
  if (
    typeof method === 'string' &&
    /^(random two least_time=(header|last_byte)|least_time (header|last_byte)( inflight)?)$/.test(method)
  ) {
    return [
      {
        ...ignored(
          `${key} is "${method}"`,
          'NGINX open source has no such method: the policy is then not Accepted',
          'use least_conn, or NGINX Plus',
          facts.leastTime,
          key,
        ),
        level: 'unknown',
      },
    ];
  }
  return [
    rejected(
      `${key} is ${JSON.stringify(method)}`,
      `it takes ${[...HASHES, 'ip_hash', ...BALANCING].join(', ')}, and some with least_time; no method sets a cookie`,
      `set ${key} to hash consistent, with a cookie that the application sets`,
      facts.method,
      key,
    ),
  ];
}
