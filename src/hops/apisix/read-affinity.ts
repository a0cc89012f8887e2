import type { Remark } from '../../path/hop';
import { ignored, rejected } from '../../path/remark';
import { byDefault, set, unknown, type HopAffinity, type Setting } from '../../path/setting';
import { applicationCookie } from '../application-cookie';
import { aboutOf, type Keys } from './about';
import { apisixFacts as facts } from './facts';
import type { Served } from './served';

interface Read {
  readonly setting: Setting;
  readonly remarks: readonly Remark[];
}

const TYPES = ['roundrobin', 'chash', 'ewma', 'least_conn'];
const HASH_ON = ['vars', 'header', 'cookie', 'consumer', 'vars_combinations'];

/** Of a cookie or a header, as APISIX checks it. */
export const HASH_NAME = /^[\w-]+$/;
const VARIABLE =
  /^(uri|server_name|server_addr|request_uri|remote_port|remote_addr|query_string|host|hostname|mqtt_client_id|arg_[\w-]+)$/;

export const byAddress: HopAffinity = { kind: 'client-ip', timeout: facts.addressHash.fixed };

/** What an upstream does to bring a client back to its pod. */
export function readAffinity(served: Served): Read {
  const { balancing, isSplit, keys } = served;
  const about = aboutOf(keys);
  if (balancing === undefined) {
    return { setting: unknown('affinity', 'the upstream is not in the input', about.noAffinity), remarks: [] };
  }
  const { type = facts.roundRobin.default, key } = balancing;
  if (type === 'chash') {
    const read = readHash(served);
    return isSplit ? none(keys, ...read.remarks, splitFirst(keys)) : read;
  }
  if (typeof type !== 'string' || !TYPES.includes(type)) {
    return none(keys, notTaken(`${keys.affinity} is ${JSON.stringify(type)}`, `it takes ${TYPES.join(', ')}`, keys));
  }
  return none(keys, ...(key === undefined ? [] : [unusedKey(type, key, keys)]));
}

const none = (keys: Keys, ...remarks: Remark[]): Read => ({
  setting: byDefault('affinity', { kind: 'none' }, aboutOf(keys).noAffinity),
  remarks,
});

function readHash({ balancing = {}, keys }: Served): Read {
  const about = aboutOf(keys);
  const { hashOn = facts.hashOn.default, key } = balancing;
  const found = `chash on ${String(hashOn)} has key ${key === undefined ? 'none' : JSON.stringify(key)}`;
  if (typeof hashOn !== 'string' || !HASH_ON.includes(hashOn)) {
    return none(keys, notTaken(`the hash is on ${JSON.stringify(hashOn)}`, `it takes ${HASH_ON.join(', ')}`, keys, facts.hashOn));
  }
  if (hashOn === 'consumer') {
    return { setting: unknown('affinity', 'the hash is of the consumer that a plugin finds', about.noAffinity), remarks: [] };
  }
  if (typeof key !== 'string' || key === '') return none(keys, notTaken(found, 'a hash needs a key', keys));
  const variable = hashOn === 'vars_combinations' ? key.replace(/^\$\{?(\w+)\}?$/, '$1') : key;
  const cookie = hashOn === 'cookie' ? key : hashOn === 'vars_combinations' ? /^cookie_([\w-]+)$/.exec(variable)?.[1] : undefined;
  if (cookie !== undefined) {
    if (!HASH_NAME.test(cookie)) return none(keys, notTaken(found, 'a name has letters, digits, - and _ only', keys));
    return { setting: set('affinity', applicationCookie(cookie), about.cookieHash), remarks: [setByApplication(cookie, keys)] };
  }
  if (hashOn === 'vars' && !VARIABLE.test(key)) {
    return none(keys, notTaken(found, 'vars takes a short list of variables, and no cookie is among them', keys));
  }
  if (variable === 'remote_addr')
    return { setting: set('affinity', byAddress, about.addressHash), remarks: [ofConnection(keys)] };
  if (hashOn === 'header' || variable.startsWith('arg_')) return none(keys, notSent(found, keys));
  return { setting: unknown('affinity', `APISIX hashes ${key} onto the list of pods`, about.noAffinity), remarks: [] };
}

/** Whether it does is not in any manifest. */
const setByApplication = (cookie: string, { affinity }: Keys): Remark => ({
  rule: 'affinity-at-balancing-hop',
  level: 'unknown',
  found: `pods are chosen by cookie ${cookie}, which APISIX never sets`,
  need: 'the application must set it, with a value that differs from client to client; requests without it go by the address of the connection, so behind a proxy all of them to one pod',
  fix: `answer requests without it with Set-Cookie: ${cookie}=<random value>; Path=/; Max-Age=86400; Secure; HttpOnly; SameSite=Lax`,
  fact: facts.cookieHash,
  key: affinity,
});

/** What stands in front of APISIX is not in the input. */
const ofConnection = ({ affinity }: Keys): Remark => ({
  rule: 'client-ip-affinity-behind-proxy',
  level: 'unknown',
  found: 'pods are chosen by the address of the connection, and what stands in front of APISIX is not in the input',
  need: 'behind a proxy, or a Service whose externalTrafficPolicy is not Local, it is not that of the client, and all clients go to one pod or to one for each node',
  fix: 'keep the client address on the way to APISIX, or set real_ip_from in config.yaml to the proxies in front; else hash on a cookie that the application sets',
  fact: facts.realIp,
  key: affinity,
});

const FIX = 'hash on cookie, with the name of a cookie that the application sets as the key, such as sse_route';

const notTaken = (found: string, need: string, { affinity }: Keys, fact: Remark['fact'] = facts.hashKey): Remark =>
  rejected(found, `${need}; APISIX refuses any other`, FIX, fact, affinity);

const unusedKey = (type: string, key: unknown, { affinity }: Keys): Remark =>
  ignored(
    `the key ${JSON.stringify(key)} stands beside type ${type}`,
    'only chash uses a key',
    'set the type to chash',
    facts.hashKey,
    affinity,
  );

const notSent = (found: string, { affinity }: Keys): Remark =>
  ignored(
    found,
    'a browser’s EventSource sends no header of its own, and nothing gives it the parameter; requests without go by the address of the connection',
    FIX,
    facts.cookieHash,
    affinity,
  );

const splitFirst = ({ affinity }: Keys): Remark => ({
  rule: 'affinity-bypassed',
  found: 'requests are split among several backends before the hash chooses a pod',
  need: 'one backend is drawn by weight for each request, so no client keeps its pod',
  fix: 'give the stream a rule with one backend',
  fact: facts.split,
  key: affinity,
});
