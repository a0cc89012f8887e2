import { ignored, rejected } from '../../../../path/remark';
import { listAt } from '../../../../kubernetes/ingress';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { set, type HopAffinity, type Setting } from '../../../../path/setting';
import { durationIn } from '../../duration-in';
import { sameSiteOf } from '../../../same-site';
import { about } from './about';
import { meshFacts as facts } from './mesh-facts';
import { bySourceAddress, hashedCookie, noAffinity } from './settings';

const { key } = about.affinity;
const POLICY = 'DestinationRule spec.trafficPolicy';

interface Hash {
  readonly setting: Setting;
  readonly remarks: readonly Remark[];
}

const KEYS = ['httpCookie', 'useSourceIp', 'httpHeaderName', 'httpQueryParameterName'];

/** The affinity of a DestinationRule: what of the request the pod is chosen by. */
export function readHash(loadBalancer: unknown): Hash {
  const none = (...remarks: Remark[]): Hash => ({ setting: noAffinity, remarks });
  const hash = valueAt(loadBalancer, ['consistentHash']);
  if (hash === undefined) return none();
  const given = KEYS.filter((each) => Boolean(valueAt(hash, [each])));
  if (valueAt(loadBalancer, ['simple']) !== undefined) return none(refused('has simple beside it'));
  const [by] = given;
  if (by === undefined) return none(anywhere);
  if (given.length > 1) return none(refused(`has ${given.join(' and ')}`));
  const maglev = valueAt(hash, ['maglev']);
  if (maglev !== undefined && valueAt(maglev, ['tableSize']) === undefined) return none(refused('has maglev without tableSize'));
  const warmups = ['warmup', 'warmupDurationSecs'].filter((each) => valueAt(loadBalancer, [each]) !== undefined).map(dropped);
  if (by === 'useSourceIp') return { setting: set('affinity', bySourceAddress, about.sourceAddress), remarks: warmups };
  if (by !== 'httpCookie') return none(...warmups, notSent(`${by}`));
  const cookie = readCookie(valueAt(hash, ['httpCookie']));
  return { ...cookie, remarks: [...warmups, ...cookie.remarks] };
}

function readCookie(written: unknown): Hash {
  const [name, ttl, path] = ['name', 'ttl', 'path'].map((each) => valueAt(written, [each]));
  const lifetime = durationIn(ttl);
  if (typeof name !== 'string' || name === '')
    return { setting: noAffinity, remarks: [refused('has an httpCookie without name')] };
  if (lifetime === undefined) {
    const found = `${key}.httpCookie ${name} has ${ttl === undefined ? 'no ttl' : `ttl ${JSON.stringify(ttl)}`}`;
    const fix = 'set ttl to the lifetime of the cookie, such as 24h; 0s is a cookie of the browser session';
    const remark =
      ttl === undefined
        ? ignored(
            found,
            'Envoy then writes no cookie; only clients that have one already are kept on a pod',
            fix,
            facts.cookieLifetime,
            `${key}.httpCookie`,
          )
        : rejected(found, 'it takes a duration', fix, facts.cookieLifetime, `${key}.httpCookie.ttl`);
    return { setting: noAffinity, remarks: [remark] };
  }
  const value: HopAffinity = hashedCookie(name, lifetime.milliseconds === 0 ? 'session' : lifetime, {
    path: typeof path === 'string' && path.startsWith('/') ? path : 'request-folder',
    ...attributesOf(written),
  });
  return { setting: set('affinity', value, about.affinity), remarks: twice(written) };
}

const namesIn = (written: unknown): readonly { name?: string; value?: string }[] =>
  listAt(written, 'attributes') as readonly { name?: string; value?: string }[];

/** Browsers read the names without regard to case, and take Secure by its name alone. */
function attributesOf(written: unknown) {
  const attribute = (name: string) => namesIn(written).find((each) => each.name?.toLowerCase() === name);
  return { secure: attribute('secure') !== undefined, sameSite: sameSiteOf(attribute('samesite')?.value) } as const;
}

function twice(written: unknown): Remark[] {
  if (!namesIn(written).some(({ name }) => name?.toLowerCase() === 'httponly')) return [];
  const found = `${key}.httpCookie.attributes has HttpOnly`;
  return [
    {
      ...ignored(
        found,
        'Envoy writes it in any case, and then twice',
        'remove it',
        facts.cookieAttributes,
        `${key}.httpCookie.attributes`,
      ),
      level: 'note',
    },
  ];
}

const refused = (what: string): Remark =>
  rejected(
    `${key} ${what}`,
    `one of ${KEYS.join(', ')} is taken, a cookie with a name, maglev with a tableSize, and nothing beside`,
    'write an httpCookie with name, path and ttl, and remove the rest',
    facts.hashKey,
    key,
  );

const anywhere: Remark = ignored(
  `${key} has none of ${KEYS.join(', ')}`,
  'each request goes anywhere',
  'write an httpCookie with name, path and ttl',
  facts.hashKey,
  key,
);

const dropped = (which: string): Remark =>
  ignored(
    `loadBalancer.${which} is beside consistentHash`,
    'Istio drops it',
    `remove ${which}`,
    facts.warmup,
    `${POLICY}.loadBalancer.${which}`,
  );

const notSent = (by: string): Remark =>
  ignored(
    `${key} has ${by}`,
    'a browser’s EventSource sends no header of its own, and nothing gives it the parameter',
    'use httpCookie with name, path and ttl',
    facts.affinity,
    key,
  );
