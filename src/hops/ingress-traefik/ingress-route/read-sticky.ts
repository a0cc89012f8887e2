import { valueAt } from '../../../kubernetes/owned-key';
import type { Remark } from '../../../path/hop';
import { ignored, rejected } from '../../../path/remark';
import { byDefault, set, unknown, type HopAffinity, type Setting } from '../../../path/setting';
import { about } from '../about';
import { traefikFacts } from '../facts';
import { cookieOf } from '../sticky';
import type { Backend, Choice, Placed } from './backends';
import { ingressRouteFacts as facts } from './facts';

type Cookie = Extract<HopAffinity, { kind: 'cookie' }>;

/** A cookie of a service, or of the choice among several. */
interface Sticky {
  readonly cookie: Cookie;
  readonly written: unknown;
  readonly key: string;
}

/** Without quotes Kubernetes reads these words as booleans. */
const YES = /^(?:y|yes|on)$/i;
const NO = /^(?:n|no|off)$/i;

/** Undefined where none is written: an empty map is one, nothing is not. */
function stickyOf({ written, key }: Placed): Sticky | undefined {
  const cookie = valueAt(written, ['sticky', 'cookie']);
  if (typeof cookie !== 'object' || cookie === null) return undefined;
  const fields = new Map(Object.entries(cookie).map(([name, value]) => [name.toLowerCase(), value as unknown]));
  const valueOf = (name: string): string | undefined => {
    const value = fields.get(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') return JSON.stringify(value);
    return name === 'secure' && YES.test(value) ? 'true' : value;
  };
  const name = valueAt(written, ['name']);
  return {
    cookie: cookieOf(valueOf, typeof name === 'string' ? name : 'several services'),
    written: cookie,
    key: `${key}.sticky.cookie`,
  };
}

const isByAddress = ({ written }: Placed): boolean => valueAt(written, ['strategy']) === 'hrw';

/** What brings a client back to its pod: of each choice on the way, and of the service itself. */
export function readAffinity(backend: Backend): Setting[] {
  const none = { ...about.noAffinity, key: `${backend.key}.sticky.cookie` };
  if (backend.missing !== undefined) return [unknown('affinity', `${backend.missing} is not in the input`, none)];
  if (backend.choices.some(({ by }) => by === 'address')) {
    return [unknown('affinity', 'a hash of the address of the connection chooses among services', { ...none, fact: facts.hrw })];
  }
  if (backend.choices.some((choice) => stickyOf(choice) === undefined)) {
    return [byDefault('affinity', { kind: 'none' }, { ...none, fact: facts.weighted })];
  }
  const own = ownAffinity(backend);
  if (own === undefined) return [byDefault('affinity', { kind: 'none' }, none)];
  const outer = backend.choices.flatMap((choice) => stickyOf(choice) ?? []);
  return [...outer.map((sticky) => byCookie(sticky)), own];
}

function ownAffinity(backend: Backend): Setting | undefined {
  if (isByAddress(backend)) {
    const byAddress = { name: 'strategy', key: `${backend.key}.strategy`, fact: facts.hrw };
    return set('affinity', { kind: 'client-ip', timeout: 'disabled' }, byAddress);
  }
  const sticky = stickyOf(backend);
  return sticky && byCookie(sticky);
}

const byCookie = ({ cookie, key }: Sticky): Setting =>
  set('affinity', cookie, { name: about.cookie.name, key, fact: facts.routeSticky });

export function stickyRemarks(backend: Backend): Remark[] {
  const own = backend.missing === undefined ? stickyOf(backend) : undefined;
  const cookies = [...backend.choices.flatMap((choice) => stickyOf(choice) ?? []), ...(own === undefined ? [] : [own])];
  return [
    ...cookies.flatMap(refusedFields),
    ...(own !== undefined && isByAddress(backend) ? [notWithHrw(own)] : []),
    ...backend.references.flatMap(onReference),
    ...(backend.missing === undefined ? halfSticky(backend, own) : []),
    ...sameNames(cookies),
  ];
}

const TYPES = { maxAge: 'integer', secure: 'boolean', httpOnly: 'boolean', sameSite: 'one of none, lax and strict' } as const;

function refusedFields({ written, key }: Sticky): Remark[] {
  return Object.entries(TYPES).flatMap(([name, takes]) => {
    const value = valueAt(written, [name]);
    if (value === undefined || value === null || isTaken(name, value)) return [];
    const right = meant(name, value);
    const remark = rejected(
      `${key}.${name} is ${JSON.stringify(value)}`,
      `it takes ${takes.startsWith('one') ? takes : `a value of type ${takes}`}, and the API server refuses the object for anything else`,
      right === undefined ? `write a value that it takes, or remove it` : `write ${JSON.stringify(right)}`,
      facts.types,
      `${key}.${name}`,
    );
    return [right === undefined ? remark : { ...remark, edit: { key: `${key}.${name}`, value: right } }];
  });
}

function isTaken(name: string, value: unknown): boolean {
  if (name === 'maxAge') return Number.isInteger(value);
  if (name === 'sameSite') return ['none', 'lax', 'strict'].includes(String(value));
  return typeof value === 'boolean' || YES.test(String(value)) || NO.test(String(value));
}

function meant(name: string, value: unknown): string | number | boolean | undefined {
  const text = String(value);
  if (name === 'maxAge') return /^\d{1,12}$/.test(text) ? Number(text) : undefined;
  if (name === 'sameSite') return isTaken(name, text.toLowerCase()) ? text.toLowerCase() : undefined;
  return { true: true, false: false }[text];
}

const notWithHrw = ({ key }: Sticky): Remark =>
  ignored(
    `${key} stands beside strategy: hrw`,
    'with hrw Traefik goes by the address of the connection and sets no cookie',
    'remove strategy, or the cookie',
    facts.hrw,
    key,
  );

/** Fields of a service that Traefik passes over where the service is a TraefikService. */
function onReference({ written, key }: Placed): Remark[] {
  return ['sticky', 'strategy', 'nativeLB', 'nodePortLB'].flatMap((field) =>
    (valueAt(written, [field]) ?? undefined) === undefined
      ? []
      : [
          ignored(
            `${key}.${field} is written where kind is TraefikService`,
            'Traefik reads the name and the namespace of such a reference only',
            `move it to the services of the TraefikService`,
            facts.reference,
            `${key}.${field}`,
          ),
        ],
  );
}

/** Of a choice among services and the service itself only one has a cookie. */
function halfSticky(backend: Backend, own: Sticky | undefined): Remark[] {
  const lacking = backend.choices.filter((choice) => choice.by === 'weight' && stickyOf(choice) === undefined);
  const [having] = backend.choices.flatMap((choice) => stickyOf(choice) ?? []);
  if (own !== undefined || isByAddress(backend)) return lacking.map(drawn);
  return having === undefined ? [] : [onlyOuter(having, backend)];
}

const drawn = ({ key, written }: Choice): Remark => ({
  rule: 'affinity-conflicts-with-load-balancing',
  found: `${key} has several services that take turns, and what is written of one keeps a client on a pod of that one only`,
  need: 'a client that returns comes to any of the services, where its pod is not',
  fix:
    valueAt(written, ['match']) === undefined
      ? `write ${key}.sticky.cookie too, with a name of its own`
      : 'name a TraefikService with spec.weighted that has a sticky.cookie of its own, or send the stream to one service',
  fact: facts.weighted,
  key: `${key}.services`,
});

const onlyOuter = ({ key }: Sticky, backend: Backend): Remark => ({
  rule: 'affinity-conflicts-with-load-balancing',
  found: `${key} is written, and ${backend.key} has no sticky.cookie`,
  need: 'that cookie brings a client back to the same service only, and there to any pod',
  fix: `write ${backend.key}.sticky.cookie too, with a name of its own`,
  fact: facts.weighted,
  key: backend.key,
});

function sameNames(cookies: readonly Sticky[]): Remark[] {
  const again = cookies.filter(({ cookie }, at) => cookies.findIndex((one) => one.cookie.name === cookie.name) < at);
  return again.map(({ cookie, key }) => ({
    rule: 'affinity-cookie-name-collision',
    found: `cookie ${cookie.name} is that of the choice among services and that of the service`,
    need: 'each overwrites the other, and a client moves with every request',
    fix: `give ${key} a name of its own`,
    fact: traefikFacts.cookieName,
    key: `${key}.name`,
  }));
}
